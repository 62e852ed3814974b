package dev.ostia.translator.validate.schema;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import dev.ostia.translator.config.Kind;
import dev.ostia.translator.validate.schema.FieldType.Shape;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The fields of Kubernetes' own kinds, found in the model classes as they are first needed. */
final class KubernetesSchemas {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Map<Class<?>, MessageType> MESSAGES = new ConcurrentHashMap<>();

  private static final Map<Class<?>, Scalar> SCALARS =
      Map.ofEntries(
          Map.entry(String.class, Scalar.STRING),
          Map.entry(Boolean.class, Scalar.BOOL),
          Map.entry(boolean.class, Scalar.BOOL),
          Map.entry(Integer.class, Scalar.INT32),
          Map.entry(int.class, Scalar.INT32),
          Map.entry(Long.class, Scalar.INT64),
          Map.entry(long.class, Scalar.INT64),
          Map.entry(Double.class, Scalar.DOUBLE),
          Map.entry(IntOrString.class, Scalar.INT_OR_STRING),
          Map.entry(Quantity.class, Scalar.QUANTITY));

  private KubernetesSchemas() {}

  /** The fields of {@code metadata}. */
  static MessageType metadata() {
    return of(ObjectMeta.class);
  }

  /** The whole object of a kind that Ostia reads; null if it is none of Kubernetes' own. */
  static @Nullable MessageType find(String apiVersion, String kind) {
    return switch (apiVersion + "/" + kind) {
      case "v1/Service" -> of(Kind.SERVICE.model());
      case "v1/Endpoints" -> of(Kind.ENDPOINTS.model());
      case "v1/Pod" -> of(Kind.POD.model());
      case "v1/Secret" -> of(Kind.SECRET.model());
      case "v1/ConfigMap" -> of(Kind.CONFIG_MAP.model());
      case "gateway.networking.k8s.io/v1/ReferenceGrant",
          "gateway.networking.k8s.io/v1beta1/ReferenceGrant",
          "gateway.networking.k8s.io/v1alpha2/ReferenceGrant" ->
          of(Kind.REFERENCE_GRANT.model());
      case "v1/Namespace" -> of(Kind.NAMESPACE.model());
      case "v1/Node" -> of(Kind.NODE.model());
      case "discovery.k8s.io/v1/EndpointSlice" -> of(Kind.ENDPOINT_SLICE.model());
      default -> null;
    };
  }

  private static MessageType of(Class<?> model) {
    MessageType known = MESSAGES.get(model);
    if (known != null) {
      return known;
    }
    JavaType type = MAPPER.constructType(model);
    BeanDescription bean = MAPPER.getDeserializationConfig().introspect(type);
    List<FieldType> fields = new ArrayList<>();
    for (BeanPropertyDefinition property : bean.findProperties()) {
      if (isBytes(model, property.getName())) {
        fields.add(FieldType.of(property.getName(), Shape.MAP, Scalar.BYTES));
      } else if (property.getPrimaryType() != null) {
        fields.add(field(property.getName(), property.getPrimaryType()));
      }
    }
    MessageType message = MessageType.of(model.getSimpleName(), fields, List.of());
    MESSAGES.put(model, message);
    return message;
  }

  private static boolean isBytes(Class<?> model, String field) {
    return (model == Secret.class && field.equals("data"))
        || (model == ConfigMap.class && field.equals("binaryData"));
  }

  private static FieldType field(String name, JavaType type) {
    if (type.isCollectionLikeType()) {
      return value(name, Shape.LIST, type.getContentType());
    }
    if (type.isMapLikeType()) {
      return value(name, Shape.MAP, type.getContentType());
    }
    return value(name, Shape.SINGLE, type);
  }

  private static FieldType value(String name, Shape shape, JavaType type) {
    Class<?> model = type.getRawClass();
    Scalar scalar = SCALARS.get(model);
    if (scalar != null) {
      return FieldType.of(name, shape, scalar);
    }
    if (model.isEnum()) {
      return FieldType.of(name, shape, Scalar.STRING);
    }
    if (isOpen(model) || type.isContainerType()) {
      return FieldType.of(name, shape, Scalar.ANY);
    }
    return FieldType.of(name, shape, () -> of(model));
  }

  /** Whether the class reads its own form of JSON, so that its fields say nothing. */
  private static boolean isOpen(Class<?> model) {
    JsonDeserialize reader = model.getAnnotation(JsonDeserialize.class);
    boolean ownReader = reader != null && reader.using() != JsonDeserializer.None.class;
    return ownReader
        || model.isInterface()
        || model == Object.class
        || JsonNode.class.isAssignableFrom(model);
  }
}
