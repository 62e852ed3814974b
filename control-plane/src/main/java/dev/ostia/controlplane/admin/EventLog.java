package dev.ostia.controlplane.admin;

import dev.ostia.controlplane.group.GroupListener;
import dev.ostia.controlplane.group.GroupUpdate;
import dev.ostia.controlplane.group.ResourceDiff;
import dev.ostia.controlplane.store.StoreState;
import dev.ostia.controlplane.text.ResourceText;
import dev.ostia.controlplane.xds.XdsListener;
import dev.ostia.translator.ResourceType;
import dev.ostia.translator.config.ObjectKey;
import dev.ostia.translator.config.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What happened lately, from a changed object to the answers of proxies, for those who watch. Holds
 * the newest events only. Thread-safe.
 */
public final class EventLog implements GroupListener, XdsListener, AutoCloseable {

  private static final int KEPT = 2000;
  private static final int MOST_OBJECTS = 10;

  /** So many characters of a version tell it from others. */
  private static final int VERSION = 12;

  private static final long NANOS_OF_MILLI = 1_000_000;

  /**
   * One event.
   *
   * @param id grows by one with each
   * @param kind {@code connect}, {@code disconnect}, {@code change}, {@code compute}, {@code push},
   *     {@code ack} or {@code nack}
   * @param proxy node id, empty where it is about none
   * @param type such as {@code routes}, empty where it is about none
   * @param objects that changed or are at fault
   * @param millis how long it took: to compute, or from the push to the answer; null for neither
   */
  public record Event(
      long id,
      Instant time,
      String kind,
      String proxy,
      String type,
      String text,
      List<String> objects,
      @Nullable Double millis) {}

  private record Push(long stream, String typeUrl) {}

  private final Clock clock;
  private final Suspects suspects;
  private final Deque<Event> events = new ArrayDeque<>();
  private final Map<Push, Long> pushes = new HashMap<>();
  private final Map<Proxy, String> members = new HashMap<>();
  private long last;
  private boolean closed;

  /** An empty log that takes its times from this clock. */
  EventLog(Clock clock, Suspects suspects) {
    this.clock = clock;
    this.suspects = suspects;
  }

  /**
   * The events that are newer than this one, oldest first; waits for one if there is none.
   *
   * @param millis how long at most; 0 for not at all
   */
  synchronized List<Event> after(long id, long millis) {
    long end = System.nanoTime() + millis * NANOS_OF_MILLI;
    while (last <= id && !closed) {
      long rest = (end - System.nanoTime()) / NANOS_OF_MILLI;
      if (rest <= 0) {
        break;
      }
      try {
        wait(rest);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    return events.stream().filter(event -> event.id > id).toList();
  }

  /** The number of the newest event; 0 for none. */
  synchronized long last() {
    return last;
  }

  private synchronized void add(
      String kind,
      String proxy,
      String type,
      String text,
      List<String> objects,
      @Nullable Double millis) {
    events.addLast(new Event(++last, clock.instant(), kind, proxy, type, text, objects, millis));
    if (events.size() > KEPT) {
      events.removeFirst();
    }
    notifyAll();
  }

  @Override
  public void onRound(StoreState state, List<GroupUpdate> updates) {
    if (!state.changed().isEmpty()) {
      List<String> objects =
          state.changed().stream()
              .sorted()
              .limit(MOST_OBJECTS)
              .map(key -> named(state, key))
              .toList();
      int more = state.changed().size() - objects.size();
      String text = String.join(", ", objects) + (more > 0 ? " and " + more + " more" : "");
      add("change", "", "", text, objects, null);
    }
    for (GroupUpdate update : updates) {
      double millis = (update.translateNanos() + update.packNanos()) / (double) NANOS_OF_MILLI;
      add("compute", member(update.proxy()), "", computed(update), List.of(), millis);
    }
  }

  private static String named(StoreState state, ObjectKey key) {
    return state.view().get(key).isPresent() ? key.toString() : key + " (deleted)";
  }

  private synchronized String member(Proxy proxy) {
    return members.getOrDefault(proxy, "");
  }

  /** How many resources of each type are not the same as before. */
  private static String computed(GroupUpdate update) {
    List<String> parts = new ArrayList<>();
    for (ResourceType type : ResourceType.values()) {
      ResourceDiff diff = update.diff(type);
      if (!diff.isEmpty()) {
        int changed = diff.added().size() + diff.updated().size();
        int all = update.after().resources(type).size();
        int removed = diff.removed().size();
        String gone = removed == 0 ? "" : " and %d removed".formatted(removed);
        parts.add(changed + " of " + all + " " + ResourceText.label(type) + gone);
      }
    }
    return parts.isEmpty() ? "nothing is different" : String.join(", ", parts);
  }

  @Override
  public synchronized void onJoin(String nodeId, Proxy proxy) {
    members.put(proxy, nodeId);
  }

  @Override
  public synchronized void onLeave(String nodeId, Proxy proxy) {
    members.remove(proxy, nodeId);
  }

  @Override
  public void onConnect(long streamId, String nodeId, String peer, boolean delta) {
    add("connect", nodeId, "", "from " + peer + (delta ? ", delta" : ""), List.of(), null);
  }

  @Override
  public synchronized void onDisconnect(long streamId, String nodeId) {
    pushes.keySet().removeIf(push -> push.stream == streamId);
    add("disconnect", nodeId, "", "", List.of(), null);
  }

  @Override
  public synchronized void onSend(
      long streamId, String nodeId, String typeUrl, Set<String> names, String version, int bytes) {
    pushes.put(new Push(streamId, typeUrl), System.nanoTime());
    String noun = names.size() == 1 ? "resource" : "resources";
    String text =
        "%d %s, %d bytes, version %s".formatted(names.size(), noun, bytes, brief(version));
    add("push", nodeId, label(typeUrl), text, List.of(), null);
  }

  @Override
  public void onAck(long streamId, String nodeId, String typeUrl, String snapshotVersion) {
    Double millis = sincePush(streamId, typeUrl);
    add("ack", nodeId, label(typeUrl), "version " + brief(snapshotVersion), List.of(), millis);
  }

  @Override
  public void onNack(
      long streamId, String nodeId, String typeUrl, Set<String> names, String error) {
    List<String> objects = suspects.of(nodeId, typeUrl, names, error);
    String text = error.strip().replaceAll("\\s*\\n\\s*", " ");
    add("nack", nodeId, label(typeUrl), text, objects, sincePush(streamId, typeUrl));
  }

  private synchronized @Nullable Double sincePush(long streamId, String typeUrl) {
    Long sent = pushes.get(new Push(streamId, typeUrl));
    return sent == null ? null : (System.nanoTime() - sent) / (double) NANOS_OF_MILLI;
  }

  private static String brief(String version) {
    return version.substring(0, Math.min(VERSION, version.length()));
  }

  private static String label(String typeUrl) {
    for (ResourceType type : ResourceType.values()) {
      if (type.typeUrl().equals(typeUrl)) {
        return ResourceText.label(type);
      }
    }
    return typeUrl;
  }

  /** Lets all who wait go. */
  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
  }
}
