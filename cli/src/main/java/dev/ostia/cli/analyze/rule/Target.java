package dev.ostia.cli.analyze.rule;

import static dev.ostia.translator.config.ModelLists.orEmpty;

import io.fabric8.istio.api.api.networking.v1alpha3.Destination;
import io.fabric8.istio.api.api.networking.v1alpha3.HTTPRoute;
import io.fabric8.istio.api.api.networking.v1alpha3.TCPRoute;
import io.fabric8.istio.api.api.networking.v1alpha3.TLSRoute;
import io.fabric8.istio.api.networking.v1.VirtualService;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A destination that a VirtualService sends to.
 *
 * @param field where it is, such as {@code spec.http[0].route[0].destination}
 */
record Target(String field, Destination destination) {

  /** All that name a host, those of mirrors too. */
  static List<Target> of(VirtualService service) {
    var spec = service.getSpec();
    List<Target> found = new ArrayList<>();
    List<HTTPRoute> http = orEmpty(spec.getHttp());
    for (int i = 0; i < http.size(); i++) {
      String rule = "spec.http[" + i + "]";
      add(rule + ".route[%d].destination", http.get(i).getRoute(), r -> r.getDestination(), found);
      add(rule + ".mirror", http.get(i).getMirror(), found);
      add(
          rule + ".mirrors[%d].destination",
          http.get(i).getMirrors(),
          mirror -> mirror.getDestination(),
          found);
    }
    List<TCPRoute> tcp = orEmpty(spec.getTcp());
    for (int i = 0; i < tcp.size(); i++) {
      String field = "spec.tcp[" + i + "].route[%d].destination";
      add(field, tcp.get(i).getRoute(), route -> route.getDestination(), found);
    }
    List<TLSRoute> tls = orEmpty(spec.getTls());
    for (int i = 0; i < tls.size(); i++) {
      String field = "spec.tls[" + i + "].route[%d].destination";
      add(field, tls.get(i).getRoute(), route -> route.getDestination(), found);
    }
    return found;
  }

  private static <T> void add(
      String field,
      @Nullable List<T> list,
      Function<T, @Nullable Destination> destination,
      List<Target> found) {
    for (int i = 0; list != null && i < list.size(); i++) {
      if (list.get(i) != null) {
        add(field.formatted(i), destination.apply(list.get(i)), found);
      }
    }
  }

  private static void add(String field, @Nullable Destination destination, List<Target> found) {
    if (destination != null && destination.getHost() != null && !destination.getHost().isEmpty()) {
      found.add(new Target(field, destination));
    }
  }

  /** The port it names; 0 for none. */
  int port() {
    Long number = destination.getPort() == null ? null : destination.getPort().getNumber();
    return number == null ? 0 : number.intValue();
  }

  /** The subset it names; empty for none. */
  String subset() {
    return destination.getSubset() == null ? "" : destination.getSubset();
  }
}
