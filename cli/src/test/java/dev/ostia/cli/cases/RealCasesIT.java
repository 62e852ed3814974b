package dev.ostia.cli.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostia.controlplane.cases.Answer;
import dev.ostia.controlplane.cases.Call;
import dev.ostia.controlplane.cases.CallCheck;
import dev.ostia.controlplane.cases.CallsFile;
import dev.ostia.controlplane.cases.CaseFolder;
import dev.ostia.controlplane.cases.Expectation.Observation;
import dev.ostia.controlplane.cases.GatewayProxy;
import dev.ostia.controlplane.cases.TranslatedCase;
import dev.ostia.controlplane.xds.XdsOptions;
import dev.ostia.controlplane.xds.XdsServer;
import dev.ostia.envoy.binary.EnvoyBinary;
import dev.ostia.translator.ResourceType;
import dev.ostia.translator.Translation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every call of every case through a real Envoy that gets the configuration over ADS. What is
 * expected is what the simulator must answer too: so explanations tell what Envoy does.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealCasesIT {

  private final CaseSnapshots snapshots = new CaseSnapshots();
  private final EchoServers servers = new EchoServers();
  private final List<CaseGateway> gateways = new ArrayList<>();
  private final XdsServer xds =
      new XdsServer(
          XdsOptions.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
          snapshots,
          snapshots);
  private Path binary = Path.of("");
  private int played;

  @BeforeAll
  void serve() throws IOException {
    binary = EnvoyBinary.locate(line -> {});
    xds.start();
  }

  @AfterAll
  void stop() throws IOException {
    gateways.forEach(CaseGateway::close);
    xds.close();
    servers.close();
  }

  static List<CaseFolder> cases() {
    return CaseFolder.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void answersAsExpected(CaseFolder folder) throws IOException {
    answersAsExpected(folder, TranslatedCase.of(folder));
  }

  /** With the routes of every port in shards, however few they are. */
  @ParameterizedTest
  @MethodSource("cases")
  void answersAsExpectedFromShards(CaseFolder folder) throws IOException {
    ShardingEnvoy.assume(binary);
    TranslatedCase sharded = TranslatedCase.sharded(folder);
    boolean any =
        sharded.translations().values().stream()
            .anyMatch(made -> !made.resources(ResourceType.SCOPE).isEmpty());
    if (any) {
      answersAsExpected(folder, sharded);
    }
  }

  private void answersAsExpected(CaseFolder folder, TranslatedCase translated) throws IOException {
    CallsFile calls = folder.calls();
    Map<String, Remapped> remapped = configure(translated, calls);
    RealClient client = new RealClient(calls);
    List<String> faults = new ArrayList<>();
    for (Call call : calls.calls()) {
      Remapped gateway = remapped.get(call.gateway());
      assertThat(gateway).as("gateway of %s", call).isNotNull();
      List<String> differences = differences(client, calls, call, gateway.port(call.port()));
      if (!differences.isEmpty()) {
        faults.add(call + "\n  " + String.join("\n  ", differences));
      }
    }
    assertThat(faults).as(folder.toString()).isEmpty();
    gateways.forEach(g -> assertThat(g.refusals()).as("refused by Envoy").isEmpty());
  }

  private Map<String, Remapped> configure(TranslatedCase translated, CallsFile calls) {
    String prefix = "case-" + played++ + "/";
    Map<String, Remapped> all = new HashMap<>();
    int number = 0;
    for (Map.Entry<GatewayProxy, Translation> entry : translated.translations().entrySet()) {
      Remapped remapped =
          Remapped.of(entry.getValue(), prefix, address -> servers.port(calls.server(address)));
      gateway(number++).configure(remapped);
      all.put(entry.getKey().name(), remapped);
    }
    return all;
  }

  private CaseGateway gateway(int number) {
    while (gateways.size() <= number) {
      gateways.add(new CaseGateway(gateways.size(), binary, xds.port(), snapshots));
    }
    return gateways.get(number);
  }

  private List<String> differences(RealClient client, CallsFile calls, Call call, int port)
      throws IOException {
    MirroredRequests mirrored = new MirroredRequests(servers, calls, call);
    int count = call.expect().observe().map(Observation::count).orElse(1);
    List<String> differences = new ArrayList<>();
    Map<String, Integer> counts = new TreeMap<>();
    for (int i = 0; i < count && differences.isEmpty(); i++) {
      Answer answer = client.play(call, port);
      differences.addAll(CallCheck.differences(call.expect(), answer));
      counts.merge(answer.label(), 1, Integer::sum);
    }
    if (differences.isEmpty()) {
      call.expect().observe().ifPresent(o -> differences.addAll(CallCheck.differences(o, counts)));
      mirrored.check();
    }
    return differences;
  }
}
