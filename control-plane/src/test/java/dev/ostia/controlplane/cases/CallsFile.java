package dev.ostia.controlplane.cases;

import dev.ostia.controlplane.cases.Expectation.Bounds;
import dev.ostia.controlplane.cases.Expectation.Observation;
import dev.ostia.controlplane.cases.Expectation.Seen;
import dev.ostia.translator.simulate.Headers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * What {@code calls.yaml} holds.
 *
 * @param backends those that are named, by address {@code ip:port}
 */
public record CallsFile(Map<String, Backend> backends, List<Call> calls) {

  private static final int DEFAULT_PORT = 80;

  /** The name of the backend at this address: the address itself if it has none. */
  public String backend(String address) {
    return server(address).name();
  }

  /** The backend at this address: one that speaks HTTP if the file does not name it. */
  public Backend server(String address) {
    return backends.getOrDefault(address, Backend.http(address, address));
  }

  /** The backend of this name. */
  public Backend named(String name) {
    return backends.values().stream()
        .filter(backend -> backend.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no backend " + name));
  }

  static CallsFile parse(String name, String yaml) {
    YamlMap file = new YamlMap(name, new Load(LoadSettings.builder().build()).loadFromString(yaml));
    Map<String, Backend> backends = new LinkedHashMap<>();
    file.map("backends")
        .ifPresent(
            map -> {
              for (String key : map.texts().keySet()) {
                Backend backend = backend(key, map);
                backends.put(backend.address(), backend);
              }
            });
    List<Call> calls = new ArrayList<>();
    for (Object entry : file.list("calls")) {
      calls.add(call(new YamlMap(name + " call " + (calls.size() + 1), entry)));
    }
    file.close();
    return new CallsFile(backends, calls);
  }

  private static Backend backend(String name, YamlMap backends) {
    if (!backends.isMap(name)) {
      return Backend.http(name, backends.text(name).orElseThrow());
    }
    YamlMap map = backends.map(name).orElseThrow();
    Backend backend =
        new Backend(
            name,
            map.text("address").orElseThrow(),
            map.text("protocol").orElse("http"),
            map.text("certificate"),
            map.text("clientAuthority"),
            map.number("status"));
    map.close();
    return backend;
  }

  private static Call call(YamlMap map) {
    Map<String, String> headers = new LinkedHashMap<>();
    map.map("headers")
        .map(YamlMap::texts)
        .orElse(Map.of())
        .forEach((name, value) -> headers.put(name, value.orElse("")));
    String host = map.text("host").orElse("example.com");
    Call call =
        new Call(
            map.text("gateway").orElse(""),
            map.text("address").orElse("127.0.0.1"),
            map.number("port").orElse(DEFAULT_PORT),
            map.text("method").orElse(isGrpc(map) ? "POST" : "GET"),
            host,
            map.text("path").orElse("/"),
            Headers.of(headers),
            WireReader.read(map, host),
            map.text("notSimulated"),
            expectation(map.map("expect").orElseThrow()));
    map.close();
    return call;
  }

  private static boolean isGrpc(YamlMap call) {
    return call.text("protocol").orElse("").endsWith("grpc");
  }

  private static Expectation expectation(YamlMap map) {
    Map<String, Optional<String>> headers =
        new LinkedHashMap<>(map.map("headers").map(YamlMap::texts).orElse(Map.of()));
    map.text("location").ifPresent(l -> headers.put("location", Optional.of(l)));
    Expectation expectation =
        new Expectation(
            map.text("outcome").orElse(Expectation.ANSWER),
            map.number("status"),
            map.text("backend"),
            map.text("body"),
            headers,
            new Expectation.Shown(
                map.text("certificate"),
                map.text("alpn"),
                map.text("tlsVersion"),
                map.text("cipher"),
                map.text("stapled")),
            map.map("backendSees").map(CallsFile::seen),
            map.map("observe").map(CallsFile::observation));
    map.close();
    return expectation;
  }

  private static Seen seen(YamlMap map) {
    Seen seen =
        new Seen(
            map.text("method"),
            map.text("path"),
            map.text("host"),
            map.map("headers").map(YamlMap::texts).orElse(Map.of()),
            map.map("tls").map(YamlMap::texts).orElse(Map.of()));
    map.close();
    return seen;
  }

  private static Observation observation(YamlMap map) {
    int count = map.number("count").orElseThrow();
    Observation observation =
        new Observation(count, bounds(map, "backends"), bounds(map, "mirrored"));
    map.close();
    return observation;
  }

  private static Map<String, Bounds> bounds(YamlMap map, String key) {
    Map<String, Bounds> bounds = new LinkedHashMap<>();
    map.map(key)
        .ifPresent(
            shares -> {
              for (String backend : shares.texts().keySet()) {
                List<?> ends = shares.list(backend);
                bounds.put(backend, new Bounds((Integer) ends.get(0), (Integer) ends.get(1)));
              }
            });
    return bounds;
  }
}
