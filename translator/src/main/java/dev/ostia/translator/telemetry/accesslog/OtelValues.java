package dev.ostia.translator.telemetry.accesslog;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import java.util.TreeMap;

/** Labels as OpenTelemetry's attributes, sorted by name. */
final class OtelValues {

  private OtelValues() {}

  static KeyValueList attributes(Struct labels) {
    KeyValueList.Builder attributes = KeyValueList.newBuilder();
    new TreeMap<>(labels.getFieldsMap())
        .forEach(
            (name, value) ->
                attributes.addValues(KeyValue.newBuilder().setKey(name).setValue(of(value))));
    return attributes.build();
  }

  private static AnyValue of(Value value) {
    AnyValue.Builder made = AnyValue.newBuilder();
    switch (value.getKindCase()) {
      case STRUCT_VALUE -> made.setKvlistValue(attributes(value.getStructValue()));
      case LIST_VALUE ->
          value
              .getListValue()
              .getValuesList()
              .forEach(item -> made.getArrayValueBuilder().addValues(of(item)));
      case STRING_VALUE -> made.setStringValue(value.getStringValue());
      case BOOL_VALUE -> made.setStringValue(String.valueOf(value.getBoolValue()));
      case NUMBER_VALUE -> made.setStringValue(String.valueOf(value.getNumberValue()));
      default -> made.setStringValue("");
    }
    return made.build();
  }
}
