package dev.ostia.controlplane.xds;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says that a proxy was refused. It will try again each second with the same words, which are
 * logged once in a while only.
 */
final class RefusalLog {

  private static final Logger LOG = LoggerFactory.getLogger(RefusalLog.class);

  /** Bounded, as what is said may be of the proxy's making. */
  private final Cache<String, Boolean> said =
      CacheBuilder.newBuilder().maximumSize(1000).expireAfterWrite(Duration.ofMinutes(5)).build();

  void refused(String nodeId, String address, String reason) {
    String what = nodeId + ": " + reason;
    if (said.asMap().putIfAbsent(what, true) == null) {
      LOG.warn(
          "ADS from {} is refused to {} (said once in five minutes)",
          address,
          what.replaceAll("\\p{Cntrl}", "?"));
    }
  }
}
