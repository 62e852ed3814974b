package dev.ostia.translator.telemetry.accesslog;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.ostia.translator.route.shard.ShardFunction;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Headers of the gateway's own that no log is to show. A request that is answered before it is
 * routed still has them when it is logged.
 */
final class HiddenHeaders {

  private static final Pattern OWN =
      Pattern.compile(Pattern.quote(ShardFunction.HEADER), Pattern.CASE_INSENSITIVE);

  /** No request has a header of this name: clients cannot send one that begins so. */
  private static final String NONE = ":none";

  private HiddenHeaders() {}

  /** A format that finds nothing where such a header was asked for. */
  static String in(String format) {
    return OWN.matcher(format).replaceAll(NONE);
  }

  /** The same for formats in labels; their names stay. */
  static Struct in(Struct labels) {
    Struct.Builder hidden = labels.toBuilder();
    labels.getFieldsMap().forEach((name, value) -> hidden.putFields(name, in(value)));
    return hidden.build();
  }

  private static Value in(Value value) {
    return switch (value.getKindCase()) {
      case STRING_VALUE -> Value.newBuilder().setStringValue(in(value.getStringValue())).build();
      case STRUCT_VALUE -> Value.newBuilder().setStructValue(in(value.getStructValue())).build();
      case LIST_VALUE -> {
        Value.Builder list = value.toBuilder();
        for (int i = 0; i < value.getListValue().getValuesCount(); i++) {
          list.getListValueBuilder().setValues(i, in(value.getListValue().getValues(i)));
        }
        yield list.build();
      }
      default -> value;
    };
  }

  /** These names of headers without such. */
  static List<String> without(List<String> names) {
    return names.stream()
        .filter(name -> !name.toLowerCase(Locale.ROOT).equals(ShardFunction.HEADER))
        .toList();
  }
}
