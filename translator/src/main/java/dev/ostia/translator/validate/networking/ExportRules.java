package dev.ostia.translator.validate.networking;

import static dev.ostia.translator.validate.document.Findings.quote;

import dev.ostia.translator.validate.document.Field;
import dev.ostia.translator.validate.document.Findings;
import dev.ostia.translator.validate.syntax.Names;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** {@code exportTo}: the namespaces that see an object. */
final class ExportRules {

  private static final String EVERYWHERE = "*";
  private static final String HERE = ".";
  private static final String NOWHERE = "~";

  private ExportRules() {}

  /**
   * Notes what is wrong with an export list.
   *
   * @param hideable whether {@code ~}, nowhere, is allowed
   * @return the namespaces that were accepted, with {@code .} resolved
   */
  static Set<String> check(Field exportTo, String namespace, boolean hideable, Findings findings) {
    Set<String> accepted = new HashSet<>();
    List<Field> entries = exportTo.items();
    for (Field entry : entries) {
      String target = entry.text().equals(HERE) ? namespace : entry.text();
      if (accepted.contains(target)) {
        findings.refuse(
            entry, "the namespace " + quote(target) + " is listed twice", "Remove one of the two");
      } else if (isTarget(target, hideable, entry, findings)) {
        accepted.add(target);
      }
    }
    if (entries.size() > 1 && accepted.contains(EVERYWHERE)) {
      findings.refuse(exportTo, "* stands for all namespaces, so nothing can be listed beside it");
    }
    if (entries.size() > 1 && accepted.contains(NOWHERE)) {
      findings.refuse(exportTo, "~ stands for no namespace, so nothing can be listed beside it");
    }
    return accepted;
  }

  private static boolean isTarget(String target, boolean hideable, Field entry, Findings findings) {
    if (target.equals(EVERYWHERE) || Names.isDnsLabel(target)) {
      return true;
    }
    if (target.equals(NOWHERE)) {
      if (!hideable) {
        findings.refuse(entry, "~, no namespace at all, is for a ServiceEntry only");
      }
      return hideable;
    }
    findings.refuse(
        entry,
        quote(entry.text()) + " is not a namespace",
        "Use the name of a namespace, . for the object's own, or * for all");
    return false;
  }
}
