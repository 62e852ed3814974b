package dev.ostia.controlplane.report;

import dev.ostia.translator.Translation;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.ObjectKey;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Puts a NACK into words: what was refused, the objects at fault, Envoy's reason. */
final class NackReport {

  private static final int MOST_NAMES = 3;

  private NackReport() {}

  /**
   * One line about a NACK.
   *
   * @param names the resources of the refused response
   * @param suspects objects that changed lately: if any of them is among the origins, only those
   *     are named
   */
  static String line(
      String nodeId,
      String typeUrl,
      Set<String> names,
      String error,
      Translation translation,
      ConfigView view,
      Set<ObjectKey> suspects) {
    List<String> refused = AtFault.refused(names, error);
    Set<ObjectKey> origins = AtFault.origins(typeUrl, refused, translation);
    Set<ObjectKey> atFault = new TreeSet<>(origins);
    atFault.retainAll(suspects);
    if (atFault.isEmpty()) {
      atFault = origins;
    }
    StringBuilder line = new StringBuilder(Names.gateway(nodeId)).append(" refused ");
    line.append(Names.noun(typeUrl)).append(' ').append(shortened(refused));
    if (!atFault.isEmpty()) {
      line.append(", made from ").append(Names.withPlaces(atFault, view));
    }
    return line.append(": ")
        .append(error.strip().replaceAll("\\s*\\n\\s*", " "))
        .append("; it keeps the configuration that it had")
        .toString();
  }

  private static String shortened(List<String> names) {
    return names.size() <= MOST_NAMES
        ? Names.list(names)
        : names.getFirst() + " and " + (names.size() - 1) + " more";
  }
}
