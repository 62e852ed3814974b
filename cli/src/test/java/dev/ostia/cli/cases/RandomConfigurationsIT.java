package dev.ostia.cli.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostia.controlplane.cases.CaseInput;
import dev.ostia.controlplane.cases.GatewayProxy;
import dev.ostia.controlplane.cases.TranslatedCase;
import dev.ostia.controlplane.random.BrokenConfiguration;
import dev.ostia.controlplane.random.RandomConfiguration;
import dev.ostia.controlplane.xds.XdsOptions;
import dev.ostia.controlplane.xds.XdsServer;
import dev.ostia.envoy.binary.EnvoyBinary;
import dev.ostia.translator.ResourceType;
import dev.ostia.translator.Translation;
import dev.ostia.translator.config.ConfigView;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.Diagnostic.Severity;
import dev.ostia.translator.config.Kind;
import dev.ostia.translator.config.ObjectKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Whatever is valid is taken by a real Envoy, all of it; and of what has one field broken the
 * broken object is named, and Envoy takes the rest. {@code -Drandom.from} and {@code
 * -Drandom.count} choose the seeds.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RandomConfigurationsIT {

  private static final int FROM = Integer.getInteger("random.from", 0);
  private static final int COUNT = Integer.getInteger("random.count", 500);
  private static final int AT_ONCE = 50;

  private final CaseSnapshots snapshots = new CaseSnapshots();
  private final XdsServer xds =
      new XdsServer(
          XdsOptions.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
          snapshots,
          snapshots);
  private final List<CaseGateway> gateways = new ArrayList<>();

  @BeforeAll
  void serve() throws IOException {
    xds.start();
    gateways.add(new CaseGateway(0, EnvoyBinary.locate(line -> {}), xds.port(), snapshots));
  }

  @AfterAll
  void stop() {
    gateways.forEach(CaseGateway::close);
    xds.close();
  }

  /** What became of the configuration of a seed. */
  private record Result(int seed, Translation translation, List<String> faults) {}

  @Test
  void areTakenByEnvoy() {
    assertThat(faults(RandomConfigurationsIT::valid)).isEmpty();
  }

  @Test
  void areServedButForWhatIsBroken() {
    assertThat(faults(RandomConfigurationsIT::broken)).isEmpty();
  }

  private List<String> faults(IntFunction<Result> translate) {
    List<String> faults = new ArrayList<>();
    for (int first = FROM; first < FROM + COUNT && faults.isEmpty(); first += AT_ONCE) {
      Batch batch = new Batch();
      List<Result> results =
          IntStream.range(first, Math.min(first + AT_ONCE, FROM + COUNT))
              .parallel()
              .mapToObj(translate)
              .toList();
      for (Result result : results) {
        batch.add(result.seed(), "seed-" + result.seed() + "/", result.translation());
        faults.addAll(result.faults());
      }
      faults.addAll(gateways.getFirst().take(batch.translation()));
    }
    return faults;
  }

  private static Result valid(int seed) {
    TranslatedCase translated =
        TranslatedCase.of(RandomConfiguration.of(seed).read(), GatewayProxy.ingress());
    List<String> faults =
        translated.diagnostics().stream()
            .filter(d -> d.severity() == Severity.ERROR)
            .map(d -> "seed-" + seed + ": " + d)
            .toList();
    return new Result(seed, translated.of(""), faults);
  }

  private static Result broken(int seed) {
    BrokenConfiguration configuration = BrokenConfiguration.of(seed);
    CaseInput input = configuration.broken().read();
    ConfigView rest = input.view().with(List.of(), Set.of(configuration.key()));
    TranslatedCase broken = TranslatedCase.of(input, GatewayProxy.ingress());
    TranslatedCase without =
        TranslatedCase.of(new CaseInput(rest, List.of()), GatewayProxy.ingress());
    String what = "seed-" + seed + ", " + configuration.key() + " " + configuration.what();
    List<String> faults = new ArrayList<>();
    if (broken.diagnostics().stream().noneMatch(d -> names(d, configuration.key()))
        && !asksForNothing(configuration, broken.of(""))) {
      faults.add(what + " is not named");
    }
    boolean refused = input.view().size() == rest.size();
    faults.addAll(Served.missing(without.of(""), broken.of(""), refused, what));
    return new Result(seed, broken.of(""), faults);
  }

  /** A Secret that is missing matters only where a route leads to what asks for it. */
  private static boolean asksForNothing(BrokenConfiguration configuration, Translation broken) {
    return configuration.what().endsWith("credentialName Replaced[value=\"absent\"]")
        && configuration.key().kind() == Kind.DESTINATION_RULE
        && !broken.resources(ResourceType.CLUSTER).values().toString().contains("//absent");
  }

  private static boolean names(Diagnostic diagnostic, ObjectKey key) {
    return diagnostic.severity() != Severity.INFO && key.equals(diagnostic.object());
  }
}
