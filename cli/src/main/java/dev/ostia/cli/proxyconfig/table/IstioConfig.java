package dev.ostia.cli.proxyconfig.table;

import com.google.protobuf.Struct;
import io.envoyproxy.envoy.config.core.v3.Metadata;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;

/** The Istio object that a resource was made from, as its metadata names it. */
final class IstioConfig {

  private static final String PREFIX = "/apis/networking.istio.io/";
  private static final int PIECES = 8;
  private static final int NAMESPACE = 5;
  private static final int NAME = 7;

  private IstioConfig() {}

  /** That of a route: its own, else that of its virtual host. */
  static String describe(VirtualHost host, Route route) {
    String own = describe(route.getMetadata());
    return own.isEmpty() ? describe(host.getMetadata()) : own;
  }

  /**
   * {@code name.namespace}; empty where the metadata names no object, {@code <unknown>} where it
   * names one of another API.
   */
  static String describe(Metadata metadata) {
    Struct istio = metadata.getFilterMetadataOrDefault("istio", Struct.getDefaultInstance());
    if (!istio.containsFields("config")) {
      return "";
    }
    String path = istio.getFieldsOrThrow("config").getStringValue();
    if (!path.startsWith(PREFIX)) {
      return "<unknown>";
    }
    String[] pieces = path.split("/", -1);
    return pieces.length == PIECES ? pieces[NAME] + "." + pieces[NAMESPACE] : "";
  }
}
