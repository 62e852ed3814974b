package dev.ostia.cli.diff;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ostia.cli.CommandFailure;
import dev.ostia.cli.FileProblem;
import dev.ostia.cli.diff.Difference.Flow;
import dev.ostia.cli.diff.Difference.Traffic;
import dev.ostia.cli.diff.Fate.Told;
import dev.ostia.cli.explain.Asked;
import dev.ostia.cli.gateway.GatewayModel;
import dev.ostia.translator.simulate.Headers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The requests of an access log in Istio's default format, text or JSON, answered before and after.
 * A log has no headers but the Host and the User-Agent, so routes that look at others are taken as
 * a request without them takes them.
 */
final class AccessLog {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Up to the authority, and from the end back to the address of the gateway. */
  private static final Pattern TEXT =
      Pattern.compile(
          "^\\[[^\\]]*\\] \"(\\S+) (\\S+) [^\"]*\" .* \"([^\"]*)\" \"[^\"]*\" \"([^\"]*)\""
              + " \"[^\"]*\" \\S+ \\S+ (\\S+) \\S+ (\\S+) \\S+$");

  private record Line(
      String method, String path, String authority, String userAgent, String local, String sni) {}

  private record Way(String host, Told before, Told after) {}

  private record Moves(long requests, String example) {}

  private final GatewayModel before;
  private final Fate old;
  private final Fate now;
  private final Map<Asked, Way> known = new HashMap<>();
  private final NavigableMap<Integer, Long> unheard = new TreeMap<>();
  private final Map<Way, Moves> moves = new LinkedHashMap<>();
  private long requests;
  private long elsewhere;
  private long unreadable;

  private AccessLog(GatewayModel before, GatewayModel after) {
    this.before = before;
    this.old = new Fate(before);
    this.now = new Fate(after);
  }

  /**
   * Reads the log line by line.
   *
   * @throws CommandFailure if the file cannot be read, or holds no request at all
   */
  static Traffic replay(Path file, GatewayModel before, GatewayModel after) {
    AccessLog log = new AccessLog(before, after);
    // Clients may send any bytes, so one that is no UTF-8 must not lose the whole log.
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(Files.newInputStream(file), UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.isBlank()) {
          log.read(line);
        }
      }
    } catch (IOException e) {
      throw new CommandFailure(
          "the access log " + file + " cannot be read: " + FileProblem.of(e), 2);
    }
    if (log.requests == 0 && log.unreadable > 0) {
      throw new CommandFailure(
          "the access log " + file + " is not in Istio's default format, text or JSON", 2);
    }
    return log.result();
  }

  private void read(String line) {
    Optional<Line> parsed = line.startsWith("{") ? json(line) : text(line);
    if (parsed.isEmpty() || parsed.get().method().equals("-")) {
      unreadable++;
      return;
    }
    requests++;
    int listenerPort = listenerPort(parsed.get());
    if (!old.listensOn(listenerPort) && !now.listensOn(listenerPort)) {
      unheard.merge(listenerPort, 1L, Long::sum);
      return;
    }
    Asked asked = asked(parsed.get(), listenerPort);
    Way way = known.computeIfAbsent(asked, a -> new Way(asked.host(), old.told(a), now.told(a)));
    if (!way.before.words().equals(way.after.words())) {
      elsewhere++;
      moves.merge(
          new Way(way.host, withoutPath(way.before), withoutPath(way.after)),
          new Moves(1, Requests.text(asked.with(Headers.NONE))),
          (a, b) -> new Moves(a.requests + b.requests, a.example));
    }
  }

  /** Rewritten paths differ from request to request, where they lead does not. */
  private static Told withoutPath(Told fate) {
    return new Told(
        fate.words().replaceAll(" path \\S+", "").replaceAll(" to https?://\\S+", ""), fate.rule());
  }

  /** Where the gateway took the connection; 0 if the line does not tell. */
  private static int listenerPort(Line line) {
    String port = line.local.substring(line.local.lastIndexOf(':') + 1);
    return port.matches("[0-9]{1,5}") ? Integer.parseInt(port) : 0;
  }

  private static Optional<Line> text(String line) {
    Matcher matcher = TEXT.matcher(line);
    return matcher.matches()
        ? Optional.of(
            new Line(
                matcher.group(1),
                matcher.group(2),
                matcher.group(4),
                matcher.group(3),
                matcher.group(5),
                matcher.group(6)))
        : Optional.empty();
  }

  private static Optional<Line> json(String line) {
    try {
      JsonNode node = JSON.readTree(line);
      return node.path("method").isTextual()
          ? Optional.of(
              new Line(
                  node.path("method").asText("-"),
                  node.path("path").asText("/"),
                  node.path("authority").asText("-"),
                  node.path("user_agent").asText("-"),
                  node.path("downstream_local_address").asText(""),
                  node.path("requested_server_name").asText("-")))
          : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private Asked asked(Line line, int listenerPort) {
    boolean tls = !line.sni.equals("-") && !line.sni.isEmpty() && !line.sni.equals("null");
    String host = line.authority;
    int portColon = host.lastIndexOf(':');
    String bare = portColon > host.lastIndexOf(']') ? host.substring(0, portColon) : host;
    Headers headers = Headers.NONE.set("host", host);
    return new Asked(
        line.method,
        tls,
        bare,
        clientPort(listenerPort),
        line.path,
        line.userAgent.equals("-") ? headers : headers.set("user-agent", line.userAgent),
        tls ? line.sni : null,
        true,
        "127.0.0.1");
  }

  /** The log has the port that the gateway listened on; its clients used another one. */
  private int clientPort(int listenerPort) {
    for (Map.Entry<Integer, Integer> port : before.ports().all().entrySet()) {
      if (port.getValue() == listenerPort) {
        return port.getKey();
      }
    }
    return listenerPort;
  }

  private static String text(Told fate) {
    return fate.rule().isEmpty() ? fate.words() : fate.words() + " by " + fate.rule();
  }

  private Traffic result() {
    List<Flow> flows =
        moves.entrySet().stream()
            .map(
                e ->
                    new Flow(
                        e.getValue().requests,
                        e.getKey().host,
                        text(e.getKey().before),
                        text(e.getKey().after),
                        e.getValue().example))
            .sorted(Comparator.comparingLong(Flow::requests).reversed())
            .toList();
    return new Traffic(requests, elsewhere, unreadable, flows, unheard);
  }
}
