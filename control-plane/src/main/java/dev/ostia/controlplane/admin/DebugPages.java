package dev.ostia.controlplane.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.ostia.controlplane.admin.AdminPage.Reply;
import dev.ostia.controlplane.admin.StreamTable.StreamStatus;
import dev.ostia.controlplane.admin.StreamTable.TypeStatus;
import dev.ostia.controlplane.group.GroupUpdate;
import dev.ostia.controlplane.store.StoreState;
import dev.ostia.controlplane.text.ConfigDumps;
import dev.ostia.controlplane.text.Redaction;
import dev.ostia.controlplane.text.ResourceText;
import dev.ostia.translator.ResourceType;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.Kind;
import dev.ostia.translator.config.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The pages under {@code /debug}, as JSON. */
final class DebugPages {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** A client that waits longer asks again. */
  private static final long MOST_SECONDS = 60;

  private DebugPages() {}

  static Reply status(
      @Nullable StoreState state,
      List<StreamStatus> streams,
      Suspects suspects,
      Map<String, String> envoyAdmins) {
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("ready", state != null);
    page.put("objects", state == null ? Map.of() : objects(state));
    page.put("passedOver", state == null ? 0 : state.passedOver());
    page.put(
        "streams",
        streams.stream()
            .map(stream -> stream(stream, suspects, envoyAdmins.get(stream.nodeId())))
            .toList());
    return json(page);
  }

  private static Map<String, Integer> objects(StoreState state) {
    Map<String, Integer> objects = new LinkedHashMap<>();
    for (Kind kind : Kind.values()) {
      if (!state.view().kind(kind).isEmpty()) {
        objects.put(kind.kindName(), state.view().kind(kind).size());
      }
    }
    return objects;
  }

  private static Map<String, Object> stream(
      StreamStatus stream, Suspects suspects, @Nullable String envoyAdmin) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("node", stream.nodeId());
    shown.put("peer", stream.peer());
    put(shown, "envoyAdmin", envoyAdmin);
    shown.put("protocol", stream.delta() ? "delta" : "sotw");
    shown.put("connectedAt", stream.connectedAt().toString());
    Map<String, Object> types = new LinkedHashMap<>();
    for (ResourceType type : ResourceType.values()) {
      TypeStatus status = stream.types().get(type.typeUrl());
      if (status != null) {
        Map<String, Object> one = type(status);
        String nack = status.nack();
        if (nack != null) {
          one.put("atFault", suspects.of(stream.nodeId(), type.typeUrl(), status.refused(), nack));
        }
        types.put(ResourceText.label(type), one);
      }
    }
    shown.put("types", types);
    return shown;
  }

  private static Map<String, Object> type(TypeStatus status) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("state", status.state());
    put(shown, "sent", status.sentVersion());
    put(shown, "sentAt", status.sentAt());
    shown.put("resourcesInLastPush", status.resources());
    put(shown, "acked", status.ackedVersion());
    put(shown, "ackedAt", status.ackedAt());
    put(shown, "nack", status.nack());
    put(shown, "nackedAt", status.nackedAt());
    return shown;
  }

  private static void put(Map<String, Object> map, String name, @Nullable Object value) {
    if (value != null) {
      map.put(name, value instanceof Instant instant ? instant.toString() : value);
    }
  }

  /** The events after the one that the query names; waits for one as long as it says. */
  static Reply events(Map<String, String> query, EventLog log) {
    long after;
    long seconds;
    try {
      after = Long.parseLong(query.getOrDefault("after", "0"));
      seconds = Math.min(MOST_SECONDS, Long.parseLong(query.getOrDefault("wait", "0")));
    } catch (NumberFormatException e) {
      return Reply.text(400, "after and wait are numbers\n");
    }
    List<EventLog.Event> events = log.after(after, seconds * 1000);
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("last", events.isEmpty() ? log.last() : events.getLast().id());
    page.put("events", events.stream().map(DebugPages::event).toList());
    return json(page);
  }

  private static Map<String, Object> event(EventLog.Event event) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("id", event.id());
    shown.put("time", event.time().toString());
    shown.put("kind", event.kind());
    put(shown, "proxy", event.proxy().isEmpty() ? null : event.proxy());
    put(shown, "type", event.type().isEmpty() ? null : event.type());
    shown.put("text", Redaction.text(event.text()));
    put(shown, "objects", event.objects().isEmpty() ? null : event.objects());
    put(shown, "millis", event.millis());
    return shown;
  }

  static Reply diagnostics(List<Diagnostic> diagnostics) {
    List<Map<String, Object>> page = new ArrayList<>();
    for (Diagnostic diagnostic : diagnostics) {
      Map<String, Object> shown = new LinkedHashMap<>();
      shown.put("code", diagnostic.code().id());
      shown.put("severity", diagnostic.severity().name());
      put(shown, "object", diagnostic.object() == null ? null : diagnostic.object().toString());
      put(shown, "field", diagnostic.field().isEmpty() ? null : diagnostic.field());
      shown.put("message", diagnostic.message());
      put(shown, "advice", diagnostic.advice().isEmpty() ? null : diagnostic.advice());
      put(shown, "place", diagnostic.where().map(Object::toString).orElse(null));
      page.add(shown);
    }
    return json(page);
  }

  /** The configuration of the proxy that the query names, or of all. */
  static Reply config(
      Map<String, String> query, Collection<GroupUpdate> groups, Map<String, Proxy> nodes) {
    String wanted = query.getOrDefault("proxy", "");
    Map<String, Object> page = new LinkedHashMap<>();
    nodes.forEach(
        (nodeId, proxy) -> {
          if (wanted.isEmpty() || nodeId.equals(wanted) || nodeId.contains("~" + wanted + ".")) {
            groups.stream()
                .filter(group -> group.proxy().equals(proxy))
                .forEach(group -> page.put(nodeId, group(group)));
          }
        });
    if (page.isEmpty() && !wanted.isEmpty()) {
      return Reply.text(
          404, "no proxy " + wanted + " is connected; connected are " + nodes.keySet() + "\n");
    }
    return json(page);
  }

  /** What the proxy that the query names was given, in the form of Envoy's own dump. */
  static Reply dump(
      Map<String, String> query, Collection<GroupUpdate> groups, Map<String, Proxy> nodes) {
    String wanted = query.getOrDefault("proxy", "");
    List<String> named =
        nodes.keySet().stream()
            .filter(
                id ->
                    id.equals(wanted)
                        || (id + "~").contains("~" + wanted + "~")
                        || id.contains("~" + wanted + "."))
            .sorted()
            .toList();
    if (named.size() != 1) {
      return Reply.text(
          404,
          "%s proxy %s is connected; connected are %s%n"
              .formatted(named.isEmpty() ? "no" : "more than one", wanted, nodes.keySet()));
    }
    Proxy proxy = nodes.get(named.getFirst());
    return groups.stream()
        .filter(group -> group.proxy().equals(proxy))
        .findFirst()
        .map(
            group -> Reply.json(ConfigDumps.json(group.after(), group.snapshot().version()) + "\n"))
        .orElseGet(() -> Reply.text(404, "proxy " + wanted + " has not been given anything yet\n"));
  }

  private static Map<String, Object> group(GroupUpdate group) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("namespace", group.proxy().namespace());
    shown.put("labels", group.proxy().labels());
    shown.put("locality", group.proxy().locality().toString());
    shown.put("version", group.snapshot().version());
    shown.putAll(ResourceText.tree(group.after(), List.of(ResourceType.values())));
    return shown;
  }

  private static Reply json(Object page) {
    try {
      return Reply.json(JSON.writeValueAsString(page) + "\n");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a page of plain maps and lists could not be written", e);
    }
  }
}
