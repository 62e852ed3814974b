package dev.ostia.translator.simulate;

/**
 * One decision on the way of a request.
 *
 * @param subject the name of what was looked at
 * @param taken whether it was chosen; else it was passed over
 * @param reason why, in a few words
 * @param index the place of the subject among its like, such as the number of a route in its
 *     virtual host; -1 where places mean nothing
 */
public record Step(Stage stage, String subject, boolean taken, String reason, int index) {

  /** A decision about something that has no place in a list. */
  public Step(Stage stage, String subject, boolean taken, String reason) {
    this(stage, subject, taken, reason, -1);
  }

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
