package dev.ostia.controlplane.xds.tls;

import io.grpc.ServerCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettySslContextServerCredentials;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Credentials from files that are followed: new connections get what the files hold now. What
 * cannot be used is logged once and the last good stays. The three small files are read every
 * second; that sees every way of replacing them, the links of Kubernetes' volumes as well.
 */
public final class FollowedTls implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(FollowedTls.class);
  private static final Duration PERIOD = Duration.ofSeconds(1);

  private final TlsFiles files;
  private final InstantSource clock;
  private final ReplaceableSslContext context;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("xds-tls").factory());

  /** What was judged last, be it taken or refused. */
  private TlsContent judged;

  /** What the files held at the last look, while it differs from what was judged. */
  private @Nullable TlsContent seen;

  private String problem = "";

  private FollowedTls(TlsFiles files, InstantSource clock) {
    this.files = files;
    this.clock = clock;
    this.judged = TlsContent.read(files);
    this.context = new ReplaceableSslContext(ServerContext.of(files, judged, clock.instant()));
  }

  /**
   * Reads the files and follows them until it is closed.
   *
   * @throws UnusableTlsException if they cannot be used now
   */
  public static FollowedTls of(TlsFiles files) {
    FollowedTls tls = new FollowedTls(files, InstantSource.system());
    long period = PERIOD.toMillis();
    var _ = tls.thread.scheduleWithFixedDelay(tls::look, period, period, TimeUnit.MILLISECONDS);
    return tls;
  }

  /** Credentials that stay the same while what they hold is replaced. */
  public ServerCredentials credentials() {
    return NettySslContextServerCredentials.create(context);
  }

  private void look() {
    try {
      TlsContent now = TlsContent.read(files);
      if (now.sameAs(judged)) {
        seen = null;
        problem = "";
      } else if (seen != null && now.sameAs(seen)) {
        // The same twice: whoever replaces certificate and key one after the other is done.
        judged = now;
        seen = null;
        context.replace(ServerContext.of(files, now, clock.instant()));
        problem = "";
        LOG.info(
            "xDS certificates were replaced: new connections get that of {}", files.certificate());
      } else {
        seen = now;
      }
    } catch (UnusableTlsException e) {
      report(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      report("fault of Ostia: " + e);
    }
  }

  private void report(String text) {
    if (!text.equals(problem)) {
      problem = text;
      LOG.error("xDS certificates stay as they are, as the new ones cannot be used: {}", text);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
