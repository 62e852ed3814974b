package dev.ostia.controlplane.source.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostia.translator.config.Diagnostic;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which documents of a file become objects, and where each of them stands. */
class DecodeDocumentsTest {

  private static DecodedFile decode(String file, String text) {
    return FileDecoder.decode(file, text.getBytes(StandardCharsets.UTF_8), "default");
  }

  private static List<String> lines(DecodedFile file) {
    return file.diagnostics().stream().map(Diagnostic::toString).toList();
  }

  @Test
  void otherKindsAreCountedAndEmptyDocumentsSkipped() {
    DecodedFile file =
        decode(
            "f.yaml",
            """
            # only a comment
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: x}
            ---
            ---
            apiVersion: v1
            kind: ServiceAccount
            metadata: {name: x}
            ---
            apiVersion: gateway.networking.k8s.io/v1
            kind: Gateway
            metadata: {name: x}
            """);
    assertThat(file.diagnostics()).isEmpty();
    assertThat(file.definitions()).isEmpty();
    assertThat(file.passedOver()).isEqualTo(3);
    assertThat(file.state()).isEqualTo(DecodedFile.State.COMPLETE);
  }

  @Test
  void aListIsUnpackedAndItsItemsHaveTheirOwnPlaces() {
    DecodedFile file =
        decode(
            "f.yaml",
            """
            apiVersion: v1
            kind: List
            items:
            - apiVersion: v1
              kind: Namespace
              metadata: {name: a}
            - apiVersion: v1
              kind: Secret
              metadata: {name: b, namespace: shop}
            - apiVersion: v1
              kind: Namespace
              metadata:
                name: c
                labels: {x: a, x: b}
            """);
    assertThat(file.definitions())
        .extracting(d -> d.key() + " " + d.where())
        .containsExactly(
            "Namespace a f.yaml:4:3", "Secret shop/b f.yaml:7:3", "Namespace c f.yaml:10:3");
    assertThat(lines(file))
        .containsExactly(
            "f.yaml:14:20: error OST004 Namespace c metadata.labels.x: the key \"x\" stands twice"
                + " in one mapping, the first at f.yaml:14:14. Remove one of them");
    assertThat(file.definitions().get(2).object()).isNull();
  }

  @Test
  void itemsOfATypedListHaveItsType() {
    DecodedFile file =
        decode(
            "f.json",
            "{\"apiVersion\":\"v1\",\"kind\":\"NamespaceList\",\"items\":[{\"metadata\":"
                + "{\"name\":\"a\"}}]}");
    assertThat(file.diagnostics()).isEmpty();
    assertThat(file.definitions())
        .extracting(d -> d.key().toString())
        .containsExactly("Namespace a");
  }
}
