package dev.ostia.translator.simulate;

import com.google.protobuf.util.Durations;
import dev.ostia.translator.simulate.Outcome.Replied;
import dev.ostia.translator.simulate.Outcome.Response;
import dev.ostia.translator.simulate.Simulation.Share;
import dev.ostia.translator.simulate.Step.Stage;
import io.envoyproxy.envoy.extensions.filters.http.fault.v3.HTTPFault;
import io.envoyproxy.envoy.type.v3.FractionalPercent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Envoy's fault filter: a part of the requests is answered with an error instead. */
final class FaultFilter {

  private static final String NAME = "envoy.filters.http.fault";
  private static final long MILLION = 1_000_000;
  private static final String BODY = "fault filter abort";

  private final HTTPFault fault;

  private FaultFilter(HTTPFault fault) {
    this.fault = fault;
  }

  /** The filter as this route sets it. */
  static FaultFilter of(PerRouteConfig config) {
    Optional<HTTPFault> fault = config.of(NAME, HTTPFault.class);
    return new FaultFilter(fault.orElse(HTTPFault.getDefaultInstance()));
  }

  /**
   * What happens with the filter.
   *
   * @param normal what happens without it
   */
  List<Share> strike(
      List<Share> normal,
      HeaderMutator mutator,
      Headers request,
      HttpConnection http,
      Trace trace) {
    long perMillion = perMillion(fault.getAbort().getPercentage());
    int status = fault.getAbort().getHttpStatus();
    if (fault.getDelay().hasFixedDelay()) {
      String delay = Durations.toString(fault.getDelay().getFixedDelay());
      trace.took(
          Stage.ACTION,
          "fault",
          percent(perMillion(fault.getDelay().getPercentage())) + " are delayed by " + delay);
    }
    if (perMillion == 0 || status == 0) {
      return normal;
    }
    trace.took(Stage.ACTION, "fault", percent(perMillion) + " are answered " + status);
    Headers headers = Headers.NONE.set("content-type", "text/plain");
    Response response =
        new Response(
            status,
            http.stampServer(mutator.response(headers, request, status)),
            BODY,
            "the route injects a fault");
    List<Share> shares = new ArrayList<>();
    shares.add(new Share(perMillion, MILLION, new Replied(response)));
    for (Share share : normal) {
      long weight = share.weight() * (MILLION - perMillion);
      if (weight > 0) {
        shares.add(new Share(weight, share.totalWeight() * MILLION, share.outcome()));
      }
    }
    return shares;
  }

  private static long perMillion(FractionalPercent percentage) {
    long scale =
        switch (percentage.getDenominator()) {
          case TEN_THOUSAND -> 100;
          case MILLION -> 1;
          default -> 10_000;
        };
    return Math.min(MILLION, percentage.getNumerator() * scale);
  }

  private static String percent(long perMillion) {
    return perMillion / 10_000.0 + " % of the requests";
  }
}
