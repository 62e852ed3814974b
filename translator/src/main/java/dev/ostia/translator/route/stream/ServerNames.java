package dev.ostia.translator.route.stream;

import dev.ostia.translator.resolve.BoundServer;
import dev.ostia.translator.resolve.ListenerBinding;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which server names of a port are taken, and by whom: each can lead to one place only. Servers
 * that end TLS have theirs first, whatever the rules of other servers say.
 */
final class ServerNames {

  /** What takes any server name. */
  private static final List<String> ANY = List.of("*");

  private final Map<String, String> owners = new HashMap<>();

  ServerNames(ListenerBinding binding) {
    for (BoundServer server : binding.servers()) {
      if (server.kind().terminatesTls()) {
        String owner = server.gateway().key() + " (" + server.path("") + ")";
        orAny(server.serverNames()).forEach(name -> owners.putIfAbsent(name, owner));
      }
    }
  }

  /** The first of these names that is taken. */
  Optional<String> taken(Collection<String> names) {
    return orAny(names).stream().filter(owners::containsKey).findFirst();
  }

  /** Who has this name. */
  String owner(String name) {
    return owners.getOrDefault(name, "");
  }

  void take(Collection<String> names, String owner) {
    orAny(names).forEach(name -> owners.put(name, owner));
  }

  private static Collection<String> orAny(Collection<String> names) {
    return names.isEmpty() ? ANY : names;
  }
}
