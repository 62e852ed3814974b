package dev.ostia.translator.validate.networking;

import static dev.ostia.translator.validate.document.Findings.quote;

import dev.ostia.translator.validate.document.Field;
import dev.ostia.translator.validate.document.Findings;
import dev.ostia.translator.validate.syntax.Hosts;
import dev.ostia.translator.validate.syntax.Names;

/**
 * {@code gateways}: the names of Gateways, as {@code name} or {@code namespace/name}. The namespace
 * may be a dot, for the object's own: istiod understands it, though its validation refuses it.
 */
final class GatewayReferences {

  private GatewayReferences() {}

  /** Notes what is wrong. Like Istio it looks no further than the first name without namespace. */
  static void check(Field gateways, Findings findings) {
    for (Field gateway : gateways.items()) {
      String text = gateway.text();
      int slash = text.indexOf('/');
      if (slash < 0) {
        String fault = Hosts.faultOfName(text);
        if (fault != null) {
          findings.refuse(
              gateway,
              quote(text) + " is not a name of a Gateway",
              "Write name, or namespace/name");
        }
        return;
      }
      String namespace = text.substring(0, slash);
      for (String part : new String[] {namespace, text.substring(slash + 1)}) {
        boolean own = part.equals(".") && part.equals(namespace);
        if (!own && !Names.isDnsLabel(part)) {
          findings.refuse(
              gateway,
              quote(part) + " in " + quote(text) + " is not a name",
              "Write name, or namespace/name");
        }
      }
    }
  }
}
