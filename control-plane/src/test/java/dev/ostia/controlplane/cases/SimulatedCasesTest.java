package dev.ostia.controlplane.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ostia.controlplane.cases.SimulatedPlayer.Chance;
import dev.ostia.translator.simulate.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every call of every case, answered by the simulator from the resources alone; but those of which
 * the case says why it cannot.
 */
class SimulatedCasesTest {

  static List<CaseFolder> cases() {
    return CaseFolder.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void answersAsExpected(CaseFolder folder) {
    answersAsExpected(folder, TranslatedCase.of(folder));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void answersAsExpectedFromShards(CaseFolder folder) {
    answersAsExpected(folder, TranslatedCase.sharded(folder));
  }

  private static void answersAsExpected(CaseFolder folder, TranslatedCase translated) {
    CallsFile calls = folder.calls();
    List<String> faults = new ArrayList<>();
    for (Call call : calls.calls()) {
      if (call.notSimulated().isPresent()) {
        continue;
      }
      SimulatedPlayer player = new SimulatedPlayer(translated.of(call.gateway()), calls);
      List<String> differences = differences(call, player.play(call));
      if (!differences.isEmpty()) {
        faults.add(call + "\n  " + String.join("\n  ", differences) + "\n" + steps(player, call));
      }
    }
    assertThat(faults).as(folder.toString()).isEmpty();
  }

  private static List<String> differences(Call call, List<Chance> chances) {
    List<String> differences = new ArrayList<>();
    for (Chance chance : chances) {
      differences.addAll(CallCheck.differences(call.expect(), chance.answer()));
    }
    call.expect()
        .observe()
        .ifPresent(
            observe -> {
              Map<String, Double> counts = new TreeMap<>();
              for (Chance chance : chances) {
                counts.merge(
                    chance.answer().label(), chance.fraction() * observe.count(), Double::sum);
              }
              differences.addAll(CallCheck.differences(observe, counts));
            });
    return differences;
  }

  private static String steps(SimulatedPlayer player, Call call) {
    return player.simulate(call).steps().stream()
        .map(Step::toString)
        .collect(Collectors.joining("\n    ", "    ", ""));
  }
}
