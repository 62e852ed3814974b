package dev.ostia.controlplane.source.decode;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an object of an API server says.
 *
 * @param object null if it is refused; the diagnostics say why
 * @param diagnostics all that is wrong with it; they name the object and the path of the field
 */
public record DecodedTree(@Nullable ConfigObject<?> object, List<Diagnostic> diagnostics) {

  /**
   * Decodes an object that is a tree already, as strictly as one of a file.
   *
   * @param tree with apiVersion, kind and metadata
   */
  public static DecodedTree of(Kind kind, JsonNode tree) {
    ApiType type = new ApiType(tree.path("apiVersion").asText(), kind.kindName());
    ObjectDecoder decoder = new ObjectDecoder(type, kind, tree, null);
    decoder.decode("", List.of());
    return new DecodedTree(decoder.object(), List.copyOf(decoder.diagnostics()));
  }
}
