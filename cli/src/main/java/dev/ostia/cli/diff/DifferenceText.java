package dev.ostia.cli.diff;

import dev.ostia.cli.diff.Difference.Change;
import dev.ostia.cli.diff.Difference.Flow;
import dev.ostia.cli.diff.Difference.Moved;
import dev.ostia.cli.diff.Difference.Traffic;
import dev.ostia.cli.explain.Numbers;
import java.util.List;
import java.util.Locale;

/** A difference for people: what requests do comes last, where the eye is. */
final class DifferenceText {

  private final StringBuilder out = new StringBuilder();

  private DifferenceText() {}

  /**
   * The text, with a line feed at its end.
   *
   * @param lines whether the lines of Envoy's resources that differ are shown
   */
  static String of(Difference difference, boolean lines) {
    DifferenceText text = new DifferenceText();
    text.write(difference, lines);
    return text.out.toString();
  }

  private void write(Difference difference, boolean lines) {
    if (difference.isEmpty()) {
      out.append("nothing differs\n");
    }
    changes("objects", difference.objects(), false);
    changes("Envoy's resources", difference.resources(), lines);
    if (!difference.resources().isEmpty()) {
      cost(difference.cost());
    }
    list("diagnostics introduced", difference.diagnosticsIntroduced());
    list("diagnostics mended", difference.diagnosticsMended());
    requests(difference.requests(), !difference.resources().isEmpty());
    Traffic traffic = difference.traffic();
    if (traffic != null) {
      traffic(traffic);
    }
  }

  private void changes(String title, List<Change> changes, boolean lines) {
    if (changes.isEmpty()) {
      return;
    }
    out.append(title).append(": ").append(Costs.counts(changes)).append('\n');
    for (Change change : changes) {
      String sign =
          switch (change.change()) {
            case "added" -> "+";
            case "removed" -> "-";
            default -> "~";
          };
      line(sign + " " + change.kind() + " " + change.name());
      if (lines) {
        change.diff().forEach(line -> out.append("      ").append(line).append('\n'));
      }
    }
  }

  private void cost(Difference.Cost cost) {
    out.append("cost: ").append(grouped(cost.bytes())).append(" bytes to each gateway, ");
    out.append(
        cost.drained().isEmpty()
            ? "no connection is drained\n"
            : Numbers.count(cost.drained().size(), "listener") + " drained\n");
    cost.drained().forEach(this::line);
  }

  private void requests(List<Moved> requests, boolean changed) {
    if (requests.isEmpty()) {
      if (changed) {
        out.append("requests: no sample goes elsewhere\n");
      }
      return;
    }
    out.append("requests that go elsewhere: ")
        .append(Numbers.count(requests.size(), "sample"))
        .append('\n');
    for (Moved moved : requests) {
      line(moved.request());
      line("  before  " + moved.before());
      line("  after   " + moved.after());
    }
  }

  private void traffic(Traffic traffic) {
    out.append("access log: ")
        .append(grouped(traffic.elsewhere()))
        .append(" of ")
        .append(grouped(traffic.requests()))
        .append(" requests would go elsewhere\n");
    for (Flow flow : traffic.flows()) {
      line(grouped(flow.requests()) + " to " + flow.host() + ", such as " + flow.example());
      line("  before  " + flow.before());
      line("  after   " + flow.after());
    }
    traffic
        .unheard()
        .forEach(
            (port, requests) ->
                line(
                    "%s came to port %d, where neither side listens: where port 80 of a Gateway is"
                            .formatted(Numbers.count(requests, "request"), port)
                        + " served there, say --port 80=%d".formatted(port)));
    if (traffic.unreadable() > 0) {
      line(Numbers.count(traffic.unreadable(), "line") + " not read as a request");
    }
  }

  private void list(String title, List<String> entries) {
    if (!entries.isEmpty()) {
      out.append(title).append(": ").append(entries.size()).append('\n');
      entries.forEach(this::line);
    }
  }

  private void line(String text) {
    out.append("  ").append(text).append('\n');
  }

  private static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
