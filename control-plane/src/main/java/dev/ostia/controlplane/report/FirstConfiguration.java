package dev.ostia.controlplane.report;

import dev.ostia.controlplane.group.GroupUpdate;
import dev.ostia.translator.ResourceType;
import dev.ostia.translator.Translation;

/** What a proxy gets when it is new, in words. */
final class FirstConfiguration {

  private FirstConfiguration() {}

  static String line(String nodeId, GroupUpdate update) {
    Translation translation = update.after();
    String gateway = Names.gateway(nodeId);
    if (translation.resources(ResourceType.LISTENER).isEmpty()) {
      return "no Gateway selects "
          + gateway
          + " (namespace "
          + update.proxy().namespace()
          + ", labels "
          + update.proxy().labels()
          + "): it listens on no port";
    }
    return gateway
        + " gets listeners "
        + Names.list(translation.resources(ResourceType.LISTENER).keySet().stream().toList())
        + " and "
        + translation.resources(ResourceType.CLUSTER).size()
        + " clusters";
  }
}
