package dev.ostia.controlplane.store;

import dev.ostia.controlplane.source.Source;
import dev.ostia.controlplane.source.SourceUpdate;
import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.MeshConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one owner of the configuration. Sources post their changes from any thread; one thread takes
 * all that have come in, makes the next {@link StoreState} of them and tells the listeners. Nothing
 * is published until every source has synced.
 */
public final class ConfigStore implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ConfigStore.class);

  /** A change to the content, and when it came in. */
  private record Posted(Consumer<StoreContent> change, long nanos) {}

  private final List<Source> sources;
  private final StoreContent content;
  private final List<StoreListener> listeners = new CopyOnWriteArrayList<>();
  private final BlockingQueue<Posted> queue = new LinkedBlockingQueue<>();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Thread thread;

  /**
   * Makes a store; {@link #start} brings it to life.
   *
   * @param sources whose objects it holds; where two have the same object, the earlier source wins
   */
  public ConfigStore(MeshConfig mesh, List<Source> sources) {
    this.sources = List.copyOf(sources);
    this.content = new StoreContent(mesh, sources.stream().map(Source::name).toList());
    this.thread = Thread.ofPlatform().name("ostia-store").daemon().unstarted(this::run);
  }

  /** Adds a listener; one that is added before {@link #start} misses nothing. */
  public void addListener(StoreListener listener) {
    listeners.add(listener);
  }

  /** Starts the sources and publishes as soon as all of them have synced. */
  public void start() {
    thread.start();
    sources.forEach(source -> source.start(this::post));
    // Without sources there is nothing to wait for.
    post(any -> {});
  }

  private void post(SourceUpdate update) {
    post(state -> state.apply(update));
  }

  /**
   * Takes another mesh configuration, or what is wrong with its file.
   *
   * @param mesh null to keep the present one
   * @param diagnostics all that is wrong with the mesh configuration now
   */
  public void updateMesh(@Nullable MeshConfig mesh, List<Diagnostic> diagnostics) {
    post(state -> state.applyMesh(mesh, diagnostics));
  }

  private void post(Consumer<StoreContent> change) {
    queue.add(new Posted(change, System.nanoTime()));
  }

  private void run() {
    while (!closed.get()) {
      try {
        List<Posted> batch = new ArrayList<>();
        batch.add(queue.take());
        queue.drainTo(batch);
        batch.forEach(posted -> apply(posted.change()));
        content.publish(batch.getFirst().nanos()).ifPresent(this::tell);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void apply(Consumer<StoreContent> change) {
    try {
      change.accept(content);
    } catch (RuntimeException e) {
      LOG.error("A change could not be taken; the configuration stays as it was", e);
    }
  }

  private void tell(StoreState state) {
    for (StoreListener listener : listeners) {
      try {
        listener.onPublish(state);
      } catch (RuntimeException e) {
        LOG.error("A listener failed; what it knows is older than the configuration", e);
      }
    }
  }

  /** Stops the sources and the thread; no listener is called after this returns. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    sources.forEach(Source::close);
    thread.interrupt();
    if (!thread.equals(Thread.currentThread())) {
      joinUninterruptibly();
    }
  }

  private void joinUninterruptibly() {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
