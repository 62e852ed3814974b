package dev.ostia.cli.proxyconfig.table;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.ostia.cli.dump.ConfigDump;
import dev.ostia.cli.text.TabTable;
import io.envoyproxy.envoy.admin.v3.BootstrapConfigDump;
import io.envoyproxy.envoy.config.core.v3.BuildVersion;
import io.envoyproxy.envoy.config.core.v3.Node;
import java.util.List;

/** {@code proxy-config bootstrap -o short}: the versions. */
public final class BootstrapText {

  private BootstrapText() {}

  /** The versions of the software that runs the proxy. */
  public static String summary(ConfigDump dump) {
    Node node = dump.section(BootstrapConfigDump.getDefaultInstance()).getBootstrap().getNode();
    TabTable table = new TabTable(1);
    String istio = text(node.getMetadata(), "ISTIO_VERSION");
    if (!istio.isEmpty()) {
      table.row("Istio Version:", istio);
    }
    String[] sha = text(node.getMetadata(), "ISTIO_PROXY_SHA").split(":", -1);
    String proxy = sha.length > 1 ? sha[1] : sha[0];
    if (!proxy.isEmpty()) {
      table.row("Istio Proxy Version:", proxy);
    }
    table.row("Envoy Version:", envoy(node.getUserAgentBuildVersion()));
    return table.toString();
  }

  private static String envoy(BuildVersion build) {
    StringBuilder text = new StringBuilder();
    text.append(build.getVersion().getMajorNumber())
        .append('.')
        .append(build.getVersion().getMinorNumber())
        .append('.')
        .append(build.getVersion().getPatch());
    Struct metadata = build.getMetadata();
    if (metadata.containsFields("build.label")) {
      text.append('-').append(text(metadata, "build.label"));
    }
    for (String key : List.of("revision.status", "build.type", "ssl.version")) {
      if (metadata.containsFields(key)) {
        text.append('/').append(text(metadata, key));
      }
    }
    return text.toString();
  }

  private static String text(Struct metadata, String key) {
    return metadata.getFieldsOrDefault(key, Value.getDefaultInstance()).getStringValue();
  }
}
