package dev.ostia.controlplane.kubernetes;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntryBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An object as the API server sent it, as a tree, without its managed fields, which are often the
 * larger part of it. Of the metadata in the form of the client there is only what identifies a
 * version of an object, and the times of its changes.
 */
public final class ObjectTree extends GenericKubernetesResource {

  private final transient ObjectNode tree;

  private ObjectTree(ObjectNode tree, List<ManagedFieldsEntry> changes) {
    this.tree = tree;
    setApiVersion(text(tree, "apiVersion"));
    setKind(text(tree, "kind"));
    JsonNode metadata = tree.path("metadata");
    ObjectMeta meta = new ObjectMeta();
    meta.setName(text(metadata, "name"));
    meta.setNamespace(text(metadata, "namespace"));
    meta.setUid(text(metadata, "uid"));
    meta.setResourceVersion(text(metadata, "resourceVersion"));
    meta.setGeneration(
        metadata.hasNonNull("generation") ? metadata.get("generation").asLong() : null);
    meta.setManagedFields(changes);
    setMetadata(meta);
  }

  private static @Nullable String text(JsonNode object, String field) {
    return object.path(field).textValue();
  }

  /** All of it. Whoever is given the object may change it. */
  @JsonValue
  public ObjectNode tree() {
    return tree;
  }

  /** What has a mapper read objects so. */
  static SimpleModule module() {
    return new SimpleModule()
        .addDeserializer(GenericKubernetesResource.class, new TreeDeserializer())
        .addDeserializer(ObjectTree.class, new TreeDeserializer());
  }

  /** Reads the text once, and skips what nobody looks at. */
  private static final class TreeDeserializer extends StdDeserializer<ObjectTree> {

    TreeDeserializer() {
      super(ObjectTree.class);
    }

    @Override
    public ObjectTree deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      if (!parser.isExpectedStartObjectToken()) {
        return (ObjectTree) context.handleUnexpectedToken(handledType(), parser);
      }
      List<ManagedFieldsEntry> changes = new ArrayList<>();
      return new ObjectTree(object(parser, context, changes), changes);
    }

    private static ObjectNode object(
        JsonParser parser, DeserializationContext context, List<ManagedFieldsEntry> changes)
        throws IOException {
      ObjectNode object = context.getNodeFactory().objectNode();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        JsonToken token = parser.nextToken();
        if (field.equals("metadata") && token == JsonToken.START_OBJECT) {
          object.set(field, object(parser, context, changes));
        } else if (field.equals("managedFields") && token == JsonToken.START_ARRAY) {
          readTimes(parser, changes);
        } else {
          object.set(field, context.readTree(parser));
        }
      }
      return object;
    }

    private static void readTimes(JsonParser parser, List<ManagedFieldsEntry> changes)
        throws IOException {
      while (parser.nextToken() == JsonToken.START_OBJECT) {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          boolean isTime = parser.currentName().equals("time");
          parser.nextToken();
          if (isTime) {
            changes.add(new ManagedFieldsEntryBuilder().withTime(parser.getText()).build());
          }
          parser.skipChildren();
        }
      }
    }
  }
}
