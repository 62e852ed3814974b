package dev.ostia.translator.simulate;

import dev.ostia.translator.simulate.Step.Stage;
import java.util.ArrayList;
import java.util.List;

/** Collects the steps of one simulation while it runs. */
final class Trace {

  private final List<Step> steps = new ArrayList<>();

  void took(Stage stage, String subject, String reason) {
    steps.add(new Step(stage, subject, true, reason));
  }

  void passedOver(Stage stage, String subject, String reason) {
    steps.add(new Step(stage, subject, false, reason));
  }

  List<Step> steps() {
    return List.copyOf(steps);
  }
}
