package dev.ostia.controlplane.source.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostia.translator.config.Diagnostic;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bad input and the exact line that a user gets to read. */
class DecodeBadInputTest {

  private static DecodedFile decode(String file, String text) {
    return FileDecoder.decode(file, text.getBytes(StandardCharsets.UTF_8), "default");
  }

  private static List<String> lines(DecodedFile file) {
    return file.diagnostics().stream().map(Diagnostic::toString).toList();
  }

  static Stream<Arguments> badYaml() {
    return Stream.of(
        Arguments.of(
            "a value with a colon",
            "kind: a: b\n",
            "f.yaml:1:8: error OST001: a \": \" stands where no key can be. Check the indentation"
                + " of this line and the one before it, or put a text that contains \": \" in"
                + " quotes"),
        Arguments.of(
            "a tab",
            "metadata:\n\tname: x\n",
            "f.yaml:2:1: error OST001: a tab character is used for indentation. Indent with"
                + " spaces; YAML does not allow tabs"),
        Arguments.of(
            "a line that is no mapping",
            "kind: Service\nmetadata\nspec: {}\n",
            "f.yaml:3:1: error OST001: this line is neither \"key: value\" nor a list item. Add the"
                + " missing \":\", or check the indentation"),
        Arguments.of(
            "a wrong indentation",
            "spec:\n  a: 1\n   b: 2\n",
            "f.yaml:3:5: error OST001: a \": \" stands where no key can be. Check the indentation"
                + " of this line and the one before it, or put a text that contains \": \" in"
                + " quotes"),
        Arguments.of(
            "less indentation than the block",
            "spec:\n    a: 1\n  b: 2\n",
            "f.yaml:3:3: error OST001: this line does not fit the indentation of the lines before"
                + " it. Align it with the other fields of its block"),
        Arguments.of(
            "a quote that is not closed",
            "kind: \"Service\nmetadata: x\n",
            "f.yaml:3:1: error OST001: a quoted text is not closed before the end of the file. Add"
                + " the closing quote"),
        Arguments.of(
            "a bracket that is not closed",
            "hosts: [a, b\nkind: x\n",
            "f.yaml:2:5: error OST001: a list in [ ] is not closed. Add a \",\" or the \"]\""),
        Arguments.of(
            "a template that was not filled in",
            "name: {{ .Values.name }}\n",
            "f.yaml:1:8: error OST001: a mapping or a list stands where a key must be. A value that"
                + " begins with { or [ must be in quotes"),
        Arguments.of(
            "an alias without anchor",
            "name: *x\n",
            "f.yaml:1:7: error OST001: the alias *x has no anchor &x that ends before it. Define"
                + " the anchor first, or put a text that begins with * in quotes"),
        Arguments.of(
            "an alias to what is around it",
            "a: &x\n  b: *x\n",
            "f.yaml:2:6: error OST001: the alias *x has no anchor &x that ends before it. Define"
                + " the anchor first, or put a text that begins with * in quotes"),
        Arguments.of(
            "a key that is null",
            "a: {~: b}\n",
            "f.yaml:1:5: error OST001: a key is null. Write \"key: value\""),
        Arguments.of(
            "a directive",
            "%YAML 1.1\n---\na: b\n",
            "f.yaml:1:1: error OST001: a directive (%) stands before the document, which Kubernetes"
                + " does not read. Remove the line"),
        Arguments.of(
            "an unknown tag",
            "a: !env HOME\n",
            "f.yaml:1:4: error OST001: the tag !env has no meaning here. Remove it, or put a text"
                + " that begins with ! in quotes"),
        Arguments.of(
            "a control character",
            "a: 1\nb: x\u0007y\n",
            "f.yaml:2:5: error OST001: a control character (U+0007) stands in the text. Remove it,"
                + " or write it as an escape in double quotes"));
  }

  static Stream<Arguments> badObjects() {
    return Stream.of(
        Arguments.of(
            "a text instead of an object",
            "# comment\nhello\n",
            "f.yaml:2:1: error OST003: an object must be a mapping with apiVersion, kind and"
                + " metadata, but here is a text"),
        Arguments.of(
            "no kind",
            "apiVersion: v1\nmetadata: {name: x}\n",
            "f.yaml:1:1: error OST006: the document has no kind. Every document needs apiVersion"
                + " and kind, such as kind: VirtualService"),
        Arguments.of(
            "no apiVersion",
            "---\n\nkind: Service\n",
            "f.yaml:3:1: error OST006: the document has no apiVersion. Every document needs"
                + " apiVersion and kind, such as apiVersion: v1"),
        Arguments.of(
            "a kind that is a list",
            "apiVersion: v1\nkind: [a]\n",
            "f.yaml:2:1: error OST003: kind must be a text, but is a list. Every document needs"
                + " apiVersion and kind, such as kind: VirtualService"),
        Arguments.of(
            "no name",
            "apiVersion: v1\nkind: Service\nmetadata:\n  namespace: a\n",
            "f.yaml:3:1: error IST0106 metadata.name: the Service has no metadata.name. Give it"
                + " one"),
        Arguments.of(
            "a name that is a number",
            "apiVersion: v1\nkind: Service\nmetadata:\n  name: 5\n",
            "f.yaml:4:3: error OST003 metadata.name: metadata.name must be a text, but is the"
                + " number 5. Put the value in quotes"),
        Arguments.of(
            "a version of Istio that does not exist",
            "apiVersion: networking.istio.io/v2\nkind: Gateway\nmetadata: {name: x}\n",
            "f.yaml:1:1: error OST006 Gateway default/x apiVersion: there is no Gateway in"
                + " networking.istio.io/v2. Write apiVersion: networking.istio.io/v1"),
        Arguments.of(
            "a kind of Istio that does not exist",
            "apiVersion: networking.istio.io/v1\nkind: VirtualServce\nmetadata: {name: x}\n",
            "f.yaml:2:1: error OST006: there is no VirtualServce in networking.istio.io/v1. Check"
                + " the spelling of apiVersion and kind"),
        Arguments.of(
            "a kind of Istio in a wrong group",
            "apiVersion: v1\nkind: VirtualService\nmetadata: {name: x}\n",
            "f.yaml:2:1: error OST006: there is no VirtualService in v1. Write apiVersion:"
                + " networking.istio.io/v1"),
        Arguments.of(
            "a kind of Kubernetes that does not exist",
            "apiVersion: v1\nkind: Servce\nmetadata: {name: x}\n",
            "f.yaml:2:1: error OST006: there is no Servce in v1. Check the spelling of apiVersion"
                + " and kind"),
        Arguments.of(
            "a version without its group",
            "apiVersion: v1beta1\nkind: Gateway\nmetadata: {name: x}\n",
            "f.yaml:2:1: error OST006: there is no Gateway in v1beta1. Check the spelling of"
                + " apiVersion and kind"),
        Arguments.of(
            "an EndpointSlice of an old version",
            "apiVersion: discovery.k8s.io/v1beta1\nkind: EndpointSlice\nmetadata: {name: x}\n",
            "f.yaml:1:1: error OST006 EndpointSlice default/x apiVersion: there is no EndpointSlice"
                + " in discovery.k8s.io/v1beta1. Write apiVersion: discovery.k8s.io/v1"),
        Arguments.of(
            "a duplicate key",
            "apiVersion: v1\nkind: Namespace\nmetadata:\n  name: x\n  labels: {a: b, a: c}\n",
            "f.yaml:5:18: error OST004 Namespace x metadata.labels.a: the key \"a\" stands twice in"
                + " one mapping, the first at f.yaml:5:12. Remove one of them"),
        Arguments.of(
            "a time that is none",
            "apiVersion: v1\nkind: Namespace\nmetadata:\n  name: x\n  creationTimestamp: noon\n",
            "f.yaml:5:3: error OST003 Namespace x metadata.creationTimestamp: \"noon\" is not a"
                + " time. Write it as in 2026-01-31T12:00:00Z"),
        Arguments.of(
            "a kind that Ostia does not read",
            """
            apiVersion: networking.istio.io/v1alpha3
            kind: EnvoyFilter
            metadata: {name: x}
            spec: {}
            """,
            "f.yaml:2:1: warning OST010: EnvoyFilter x has no effect: Ostia does not read this"
                + " kind"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"badYaml", "badObjects"})
  void oneLineSaysWhatIsWrongAndWhere(String what, String text, String expected) {
    assertThat(lines(decode("f.yaml", text))).as(what).containsExactly(expected);
  }

  @Test
  void jsonIsReadStrictly() {
    assertThat(lines(decode("f.json", "{\"kind\": \"Service\",\n}")))
        .singleElement()
        .asString()
        .startsWith("f.json:2:1: error OST001: not valid JSON: ");
    assertThat(lines(decode("f.json", "{\"apiVersion\": \"v1\"")))
        .singleElement()
        .asString()
        .startsWith("f.json:1:20: error OST001: not valid JSON: ");
    assertThat(
            lines(
                decode(
                    "f.json",
                    """
                    {"apiVersion": "v1", "kind": "Namespace",
                    \t"metadata": {"name": "x", "name": "y"}}
                    """)))
        .containsExactly(
            "f.json:2:28: error OST004 Namespace x metadata.name: the key \"name\" stands twice in"
                + " one mapping, the first at f.json:2:15. Remove one of them");
  }

  @Test
  void anEmptyNumberIsAnError() {
    String text =
        """
        apiVersion: networking.istio.io/v1
        kind: Gateway
        metadata:
          name: gw
        spec:
          selector: {istio: ingressgateway}
          servers:
          - hosts: ["*"]
            port:
              number:
              name: http
              protocol: HTTP
        """;
    assertThat(lines(decode("f.yaml", text)))
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith(
                        "f.yaml:10:7: error IST0106 Gateway default/gw"
                            + " spec.servers[0].port.number: "));
  }

  @Test
  void anAliasBombIsRefused() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 10; i++) {
      String below = "*a" + (i - 1);
      bomb.append(
          "a%d: &a%d [%s]\n"
              .formatted(
                  i,
                  i,
                  String.join(
                      ", ",
                      List.of(
                          below, below, below, below, below, below, below, below, below, below))));
    }
    DecodedFile file = decode("f.yaml", bomb.toString());
    assertThat(file.state()).isEqualTo(DecodedFile.State.UNREADABLE);
    assertThat(lines(file))
        .containsExactly(
            "f.yaml:6:15: error OST001: aliases expand to more than 250000 values. Write the values"
                + " out, or split the file");
  }

  @Test
  void deepNestingIsRefused() {
    assertThat(lines(decode("f.yaml", "a: " + "[".repeat(100_000))))
        .containsExactly(
            "f.yaml:1:103: error OST001: more than 100 levels are nested in each other");
    assertThat(lines(decode("f.json", "[".repeat(100_000))))
        .containsExactly(
            "f.json:1:101: error OST001: more than 100 levels are nested in each other");
  }

  @Test
  void textThatIsNotUtf8IsRefused() {
    byte[] latin1 = "a: 1\nb: caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(lines(FileDecoder.decode("f.yaml", latin1, "default")))
        .containsExactly(
            "f.yaml:2:7: error OST001: the file is not text in UTF-8. Save it in the encoding"
                + " UTF-8");
  }
}
