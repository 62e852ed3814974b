package dev.ostia.cli.proxyconfig.table;

import dev.ostia.cli.dump.ConfigDump;
import dev.ostia.cli.text.TabTable;
import io.envoyproxy.envoy.admin.v3.EcdsConfigDump;
import io.envoyproxy.envoy.config.core.v3.TypedExtensionConfig;
import java.util.Comparator;
import java.util.List;

/** {@code proxy-config ecds}: extensions that came by discovery. */
public final class EcdsTable {

  private static final int PADDING = 5;
  private static final String TYPE_URL_PREFIX = "type.googleapis.com/";

  private final EcdsConfigDump all;

  /** The extensions of a dump. */
  public EcdsTable(ConfigDump dump) {
    EcdsConfigDump.Builder merged = EcdsConfigDump.newBuilder();
    dump.sections(EcdsConfigDump.getDefaultInstance())
        .forEach(part -> merged.addAllEcdsFilters(part.getEcdsFiltersList()));
    all = merged.build();
  }

  /** What is shown, as a message. */
  public EcdsConfigDump message() {
    return all;
  }

  /** istioctl's table. */
  public String summary() {
    TabTable table = new TabTable(PADDING);
    table.row("ECDS NAME", "TYPE");
    List<TypedExtensionConfig> sorted =
        all.getEcdsFiltersList().stream()
            .map(one -> Unpacked.as(one.getEcdsFilter(), TypedExtensionConfig.getDefaultInstance()))
            .sorted(Comparator.comparing(TypedExtensionConfig::getName))
            .toList();
    for (TypedExtensionConfig extension : sorted) {
      String typeUrl = extension.getTypedConfig().getTypeUrl();
      table.row(
          extension.getName(),
          typeUrl.startsWith(TYPE_URL_PREFIX)
              ? typeUrl.substring(TYPE_URL_PREFIX.length())
              : typeUrl);
    }
    return table.toString();
  }
}
