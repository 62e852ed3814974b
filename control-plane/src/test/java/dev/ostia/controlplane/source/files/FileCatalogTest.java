package dev.ostia.controlplane.source.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostia.controlplane.source.SourceUpdate;
import dev.ostia.controlplane.source.decode.FileDecoder;
import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.Diagnostic;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Last good versions and duplicates. */
class FileCatalogTest {

  private final FileCatalog catalog = new FileCatalog();

  private SourceUpdate put(String file, String text) {
    catalog.put(file, FileDecoder.decode(file, text.getBytes(StandardCharsets.UTF_8), "default"));
    return catalog.drain("test", List.of(), true);
  }

  private SourceUpdate remove(String file) {
    catalog.remove(file);
    return catalog.drain("test", List.of(), true);
  }

  private static String good(String name, String version) {
    return "---\napiVersion: v1\nkind: Namespace\nmetadata: {name: %s, labels: {v: %s}}\n"
        .formatted(name, version);
  }

  private static String bad(String name) {
    return "---\napiVersion: v1\nkind: Namespace\nmetadata: {name: %s, nonsense: 1}\n"
        .formatted(name);
  }

  private static List<String> upserts(SourceUpdate update) {
    return update.upserts().stream()
        .map(o -> o.key().name() + "=" + o.labels().get("v"))
        .sorted()
        .toList();
  }

  private List<String> all() {
    return catalog.objects().stream()
        .map(o -> o.key().name() + "=" + o.labels().get("v"))
        .sorted()
        .toList();
  }

  private static List<String> codes(SourceUpdate update) {
    return update.diagnostics().stream()
        .map(d -> d.code().id() + " " + d.object() + " " + d.where().orElseThrow())
        .toList();
  }

  @Test
  void aRefusedObjectKeepsItsLastGoodVersionAndTheRestGoesOn() {
    put("a", good("x", "v1") + good("z", "v1"));
    SourceUpdate broken = put("a", bad("x") + good("z", "v2"));
    assertThat(upserts(broken)).containsExactly("z=v2");
    assertThat(broken.removals()).isEmpty();
    assertThat(codes(broken)).containsExactly("OST002 Namespace x a:4:21");
    assertThat(all()).containsExactly("x=v1", "z=v2");
    SourceUpdate repaired = put("a", good("x", "v3") + good("z", "v2"));
    assertThat(upserts(repaired)).containsExactly("x=v3");
    assertThat(repaired.diagnostics()).isEmpty();
  }

  @Test
  void aRefusedObjectThatWasNeverGoodIsNotThere() {
    SourceUpdate first = put("a", bad("x"));
    assertThat(first.upserts()).isEmpty();
    assertThat(first.diagnostics()).hasSize(1);
    assertThat(upserts(put("a", good("x", "v1")))).containsExactly("x=v1");
  }

  @Test
  void aRefusedObjectThatIsRemovedIsGone() {
    put("a", good("x", "v1"));
    put("a", bad("x"));
    SourceUpdate removed = put("a", "");
    assertThat(removed.removals()).extracting(k -> k.name()).containsExactly("x");
    assertThat(removed.diagnostics()).isEmpty();
  }

  @Test
  void anObjectThatMovesToAnotherFileWhileRefusedKeepsItsVersion() {
    put("a", good("x", "v1"));
    put("b", bad("x"));
    SourceUpdate moved = remove("a");
    assertThat(moved.removals()).isEmpty();
    assertThat(all()).containsExactly("x=v1");
  }

  @Test
  void aFileThatCannotBeReadKeepsAllItsObjects() {
    put("a", good("x", "v1") + good("z", "v1"));
    SourceUpdate broken = put("a", good("x", "v2") + "---\n[");
    assertThat(broken.upserts()).isEmpty();
    assertThat(broken.removals()).isEmpty();
    assertThat(broken.diagnostics()).hasSize(1);
    assertThat(all()).containsExactly("x=v1", "z=v1");
    SourceUpdate repaired = put("a", good("x", "v1"));
    assertThat(repaired.removals()).extracting(k -> k.name()).containsExactly("z");
    assertThat(repaired.diagnostics()).isEmpty();
  }

  @Test
  void aDocumentThatLostItsNameDoesNotTakeItsObjectAway() {
    put("a", good("x", "v1") + good("z", "v1"));
    SourceUpdate nameless =
        put("a", "apiVersion: v1\nkind: Namespace\nmetadata: {}\n" + good("z", "v2"));
    assertThat(nameless.removals()).isEmpty();
    assertThat(all()).containsExactly("x=v1", "z=v2");
  }

  @Test
  void ofTwoDefinitionsTheFirstFileWinsInAnyOrderOfArrival() {
    put("b", good("x", "vb"));
    SourceUpdate earlier = put("a", good("x", "va"));
    assertThat(upserts(earlier)).containsExactly("x=va");
    assertThat(codes(earlier)).containsExactly("OST005 Namespace x b:2:1");
    assertThat(upserts(put("c", good("x", "vc")))).isEmpty();
    SourceUpdate without = remove("a");
    assertThat(upserts(without)).containsExactly("x=vb");
    assertThat(codes(without)).containsExactly("OST005 Namespace x c:2:1");
    assertThat(remove("c").diagnostics()).isEmpty();
  }

  @Test
  void theLastGoodVersionOfTheWinnerCountsBeforeTheOtherFile() {
    put("a", good("x", "va"));
    put("b", good("x", "vb"));
    SourceUpdate broken = put("a", bad("x"));
    assertThat(broken.upserts()).isEmpty();
    assertThat(all()).containsExactly("x=va");
    assertThat(broken.diagnostics())
        .extracting(Diagnostic::message)
        .contains("the object is defined twice; the definition at a:2:1 counts, this one does not");
  }

  @Test
  void anEditOfCommentsAloneKeepsTheInstanceAndOneThatMovesFieldsRenewsThePlaces() {
    put("a", good("x", "v1") + "# one\n");
    ConfigObject<?> first = catalog.objects().getFirst();
    assertThat(put("a", good("x", "v1") + "# another\n").upserts()).isEmpty();
    assertThat(catalog.objects().getFirst()).isSameAs(first);
    SourceUpdate moved = put("a", "# one line more\n" + good("x", "v1"));
    assertThat(upserts(moved)).containsExactly("x=v1");
    assertThat(catalog.objects().getFirst().position("metadata").orElseThrow())
        .hasToString("a:5:1");
  }
}
