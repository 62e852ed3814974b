package dev.ostia.translator.simulate;

/**
 * One decision on the way of a request.
 *
 * @param subject the name of what was looked at
 * @param taken whether it was chosen; else it was passed over
 * @param reason why, in a few words
 */
public record Step(Stage stage, String subject, boolean taken, String reason) {

  /** Where on the way a decision is made, in this order. */
  public enum Stage {
    LISTENER,
    FILTER_CHAIN,
    REQUEST,
    ROUTE_CONFIGURATION,
    VIRTUAL_HOST,
    ROUTE,
    ACTION,
    CLUSTER,
    ENDPOINT
  }

  /** One line for people. */
  @Override
  public String toString() {
    String stageName = stage.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    return (taken ? "+ " : "- ") + stageName + " " + subject + ": " + reason;
  }
}
