package dev.ostia.translator.resolve;

import com.google.common.collect.Sets;
import java.util.Set;

/**
 * For which host names a question may have another answer than before.
 *
 * @param all for any
 * @param hosts for these
 */
public record HostChanges(boolean all, Set<String> hosts) {

  /** Nothing has changed. */
  public static final HostChanges NONE = new HostChanges(false, Set.of());

  /** Anything may have changed. */
  public static final HostChanges ALL = new HostChanges(true, Set.of());

  /** Whether nothing has changed. */
  public boolean isEmpty() {
    return !all && hosts.isEmpty();
  }

  /** These changes and others. */
  public HostChanges and(HostChanges others) {
    return all || others.all ? ALL : new HostChanges(false, Sets.union(hosts, others.hosts));
  }
}
