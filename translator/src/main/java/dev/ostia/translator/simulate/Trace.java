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

  /** The decision about one of a list, such as the routes of a virtual host. */
  void decided(Stage stage, String subject, boolean taken, String reason, int index) {
    steps.add(new Step(stage, subject, taken, reason, index));
  }

  List<Step> steps() {
    return List.copyOf(steps);
  }
}
