package dev.ostia.translator.validate.schema;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A mapping with known fields.
 *
 * @param fields all of them by name
 * @param required those that must be there
 * @param alternatives groups of fields of which at most one may be there
 */
record MessageType(
    String name,
    Map<String, FieldType> fields,
    List<FieldType> required,
    List<List<String>> alternatives) {

  static MessageType of(String name, List<FieldType> fields, List<List<String>> alternatives) {
    Map<String, FieldType> byName = new LinkedHashMap<>();
    fields.forEach(field -> byName.put(field.name(), field));
    return new MessageType(
        name,
        Map.copyOf(byName),
        fields.stream().filter(FieldType::required).toList(),
        List.copyOf(alternatives));
  }
}
