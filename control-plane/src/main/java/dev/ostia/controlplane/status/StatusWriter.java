package dev.ostia.controlplane.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ostia.controlplane.group.GroupListener;
import dev.ostia.controlplane.group.GroupUpdate;
import dev.ostia.controlplane.source.kubernetes.Observed;
import dev.ostia.controlplane.xds.XdsListener;
import dev.ostia.translator.config.ObjectKey;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes to objects what is to be said of them, if this replica is the one that does, only what has
 * changed, and never faster than a set rate.
 */
public final class StatusWriter implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger("ostia");

  /** Lets time pass. */
  interface Pause {
    void pause(Duration time) throws InterruptedException;
  }

  private final StatusOptions options;
  private final StatusBoard board;
  private final StatusClient client;
  private final Leadership leadership;
  private final Pause pause;
  private final Thread thread;
  private volatile boolean failing;

  /**
   * Makes a writer; {@link #start} brings it to life.
   *
   * @param groups the newest result of each group of proxies
   */
  public StatusWriter(StatusOptions options, Supplier<Collection<GroupUpdate>> groups) {
    this(options, groups, Thread::sleep);
  }

  StatusWriter(StatusOptions options, Supplier<Collection<GroupUpdate>> groups, Pause pause) {
    this.options = options;
    this.pause = pause;
    board = new StatusBoard(groups);
    client = new StatusClient(options.client());
    leadership = new Leadership(options, board::changeAll);
    thread = Thread.ofPlatform().name("ostia-status").daemon().unstarted(this::run);
  }

  /** What it has to hear of the translation. */
  public GroupListener ofGroups() {
    return board;
  }

  /** What it has to hear of the proxies. */
  public XdsListener ofStreams() {
    return board;
  }

  /** Starts to stand for election and to write. */
  public void start() {
    options.observed().onSilentGeneration(board::changeAgain);
    leadership.start();
    thread.start();
  }

  private void run() {
    try {
      while (true) {
        ObjectKey key = board.take();
        if (leadership.isLeading()) {
          write(key);
        }
        // Whoever is elected later begins with all objects.
      }
    } catch (InterruptedException e) {
      // The end.
    }
  }

  /** Writes, unless all stands there already; then pauses, so that the rate is kept. */
  void write(ObjectKey key) throws InterruptedException {
    Observed observed = options.observed().observed(key).orElse(null);
    if (observed == null) {
      return;
    }
    ObjectNode status =
        board.status(key).toJson(observed.generation(), observed.status(), Instant.now());
    if (says(observed.status(), status)) {
      return;
    }
    try {
      client.write(key, observed, status);
      JsonNode accepted = status.path("conditions").path(0);
      if (accepted.path("status").asText().equals("False")
          && !accepted.equals(observed.status().path("conditions").path(0))) {
        client.refused(key, observed, accepted);
      }
      failing = false;
    } catch (KubernetesClientException e) {
      failed(key, e);
    }
    pause.pause(Duration.ofSeconds(1).dividedBy(options.perSecond()));
  }

  /** Whether all that is to be said stands there already, whatever else does. */
  private static boolean says(JsonNode there, ObjectNode status) {
    return status.properties().stream()
        .allMatch(field -> field.getValue().equals(there.path(field.getKey())));
  }

  private void failed(ObjectKey key, KubernetesClientException e) throws InterruptedException {
    boolean gone =
        e.getCode() == HttpURLConnection.HTTP_NOT_FOUND
            || e.getCode() == HttpURLConnection.HTTP_CONFLICT;
    if (gone) {
      return;
    }
    if (!failing) {
      failing = true;
      String reason =
          Optional.ofNullable(e.getStatus()).map(s -> s.getMessage()).orElse(e.getMessage());
      LOG.warn("The status of {} cannot be written: {}. Trying again", key, reason);
    }
    board.changeAgain(key);
    pause.pause(Duration.ofSeconds(1));
  }

  /** Gives the Lease back and stops. */
  @Override
  public void close() {
    leadership.close();
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
