package dev.ostia.cli.explain;

import dev.ostia.cli.explain.Explanation.Candidate;
import dev.ostia.cli.explain.Explanation.Chain;
import dev.ostia.cli.explain.Explanation.Endpoint;
import dev.ostia.cli.explain.Explanation.Host;
import dev.ostia.cli.explain.Explanation.Listening;
import dev.ostia.cli.explain.Explanation.Part;
import dev.ostia.cli.explain.Explanation.Target;
import dev.ostia.cli.explain.Explanation.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An explanation for people: one topic per line, the answer last. */
final class ExplanationText {

  private static final int LABEL = 17;
  private static final int MANY_ROUTES = 12;
  private static final int MANY_ENDPOINTS = 8;
  private static final double ALL = 100;

  private final Explanation explanation;
  private final boolean everything;
  private final StringBuilder out = new StringBuilder();

  private ExplanationText(Explanation explanation, boolean everything) {
    this.explanation = explanation;
    this.everything = everything;
  }

  /**
   * The text, with a line feed at its end.
   *
   * @param everything whether long lists are shown as a whole
   */
  static String of(Explanation explanation, boolean everything) {
    ExplanationText text = new ExplanationText(explanation, everything);
    text.write();
    return text.out.toString();
  }

  private void write() {
    out.append(explanation.request()).append("\n\n");
    listener();
    hosts();
    routes();
    explanation.settings().forEach(setting -> line(setting.name(), setting.value()));
    explanation.targets().forEach(this::target);
    verdict();
  }

  private void listener() {
    Listening listener = explanation.listener();
    if (listener != null) {
      String port =
          listener.clientPort() == listener.port()
              ? "port " + listener.port()
              : "port " + listener.clientPort() + " of the gateway, its own " + listener.port();
      line("listener", listener.name() + ", " + port);
      listener.sources().forEach(source -> line("", source.toString()));
    }
    Chain chain = explanation.filterChain();
    if (chain != null) {
      line("filter chain", chain.name() + ": " + chain.reason());
      if (!chain.certificates().isEmpty()) {
        line("certificate", String.join(", ", chain.certificates()));
      }
      if (chain.asksClientCertificate()) {
        line("", "asks for a client certificate");
      }
    }
  }

  private void hosts() {
    Host host = explanation.virtualHost();
    if (host != null) {
      line("virtual host", host.name() + ": " + host.reason());
    }
    for (Host other : explanation.virtualHosts()) {
      line(host == null ? "virtual host" : "", "not " + other.name() + ": " + other.reason());
    }
  }

  private void routes() {
    List<Candidate> shown = shown(explanation.routes());
    int names = shown.stream().mapToInt(route -> name(route).length()).max().orElse(0);
    int places = shown.stream().mapToInt(route -> place(route).length()).max().orElse(0);
    String label = "route";
    for (Candidate route : shown) {
      String place = places == 0 ? "" : "  " + pad(place(route), places);
      line(
          label,
          (route.matches() ? "yes  " : "no   ")
              + pad(name(route), names)
              + place
              + (route.matches() ? "  takes " : "  ")
              + route.reason());
      label = "";
    }
    int hidden = explanation.routes().size() - shown.size();
    if (hidden > 0) {
      line("", "and " + hidden + " more before it whose path does not match (--all shows them)");
    }
    if (explanation.routesNotLookedAt() > 0 && everything) {
      line("", Numbers.count(explanation.routesNotLookedAt(), "route") + " after it not looked at");
    }
  }

  /** Of many routes only those whose path matches, as the others are seldom what one looks for. */
  private List<Candidate> shown(List<Candidate> routes) {
    if (everything || routes.size() <= MANY_ROUTES) {
      return routes;
    }
    List<Candidate> near =
        new ArrayList<>(
            routes.stream()
                .filter(route -> route.matches() || !route.reason().startsWith("path "))
                .toList());
    return near.size() > MANY_ROUTES ? near.subList(near.size() - MANY_ROUTES, near.size()) : near;
  }

  private static String name(Candidate route) {
    Source source = route.source();
    if (source == null) {
      return route.name().isEmpty() ? "#" + route.index() : route.name();
    }
    return (source.field().isEmpty() ? "#" + route.index() + " " : "")
        + new Source(source.object(), source.field(), null)
        + (route.name().isEmpty() ? "" : " (" + route.name() + ")");
  }

  private static String place(Candidate route) {
    String at = route.source() == null ? null : route.source().at();
    return at == null ? "" : at;
  }

  private void target(Target target) {
    String share = target.percent() == ALL ? "" : Numbers.percent(target.percent()) + " to ";
    line("cluster", share + target.cluster() + (target.exists() ? "" : ", which does not exist"));
    target.sources().forEach(source -> line("", source.toString()));
    List<Endpoint> endpoints = target.endpoints();
    if (target.exists() && endpoints.isEmpty()) {
      line("endpoints", "none");
    }
    int most = everything ? endpoints.size() : Math.min(endpoints.size(), MANY_ENDPOINTS);
    for (int i = 0; i < most; i++) {
      Endpoint endpoint = endpoints.get(i);
      line(i == 0 ? "endpoints" : "", endpoint.address() + "  " + endpoint.reason());
    }
    if (most < endpoints.size()) {
      long ready = endpoints.stream().filter(Endpoint::usable).count();
      line("", "and " + (endpoints.size() - most) + " more; " + ready + " of all are ready");
    }
  }

  private void verdict() {
    Verdict verdict = explanation.verdict();
    if (explanation.listener() != null) {
      out.append('\n');
    }
    boolean alike =
        verdict.parts().stream().allMatch(part -> part.outcome().equals(verdict.outcome()));
    for (Part part : alike ? List.<Part>of() : verdict.parts()) {
      line(
          Numbers.percent(part.percent()),
          words(part.outcome(), part.status())
              + (part.outcome().equals("forwarded") ? " " : ": ")
              + part.reason());
    }
    line("answer", words(verdict.outcome(), verdict.status()));
    line("why", verdict.summary());
    if (!verdict.remedy().isEmpty()) {
      line("what to do", verdict.remedy());
    }
  }

  private static String words(String outcome, @Nullable Integer status) {
    return switch (outcome) {
      case "forwarded" -> "forwarded";
      case "answered" -> status + ", by the gateway itself";
      case "passed" -> "passed on as TCP";
      case "refused" -> "none, the connection is refused";
      default -> "none, the connection is closed";
    };
  }

  private void line(String label, String text) {
    out.append(pad(label, LABEL)).append(text).append('\n');
  }

  private static String pad(String text, int width) {
    return text.length() >= width
        ? text + (width == LABEL ? " " : "")
        : text + " ".repeat(width - text.length());
  }
}
