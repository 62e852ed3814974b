package dev.ostia.translator.endpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One label of an object in a namespace: what selectors are looked up by. */
record LabelPair(String namespace, String key, String value) {

  /** All labels of an object. */
  static List<LabelPair> of(String namespace, Map<String, String> labels) {
    List<LabelPair> pairs = new ArrayList<>(labels.size());
    new TreeMap<>(labels).forEach((key, value) -> pairs.add(new LabelPair(namespace, key, value)));
    return pairs;
  }
}
