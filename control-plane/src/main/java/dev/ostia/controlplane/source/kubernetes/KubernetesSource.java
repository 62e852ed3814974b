package dev.ostia.controlplane.source.kubernetes;

import dev.ostia.controlplane.kubernetes.ObjectTree;
import dev.ostia.controlplane.source.Source;
import dev.ostia.controlplane.source.SourceSink;
import dev.ostia.controlplane.source.decode.DecodedTree;
import dev.ostia.translator.config.Kind;
import dev.ostia.translator.config.ObjectKey;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The objects of a Kubernetes API server, followed as they change. While the API server is away,
 * what was read last stays; what happened meanwhile is found when it is back.
 */
public final class KubernetesSource implements Source, ObservedObjects {

  private static final Logger LOG = LoggerFactory.getLogger(KubernetesSource.class);

  /** The group whose objects have a status to be written. */
  private static final String ISTIO = "networking.istio.io";

  private final KubernetesOptions options;
  private final String name;
  private final Informers informers;
  private final TroubleLog troubles;
  private final ClusterCatalog catalog = new ClusterCatalog();
  private final Object lock = new Object();
  private final Map<ObjectKey, Observed> observed = new ConcurrentHashMap<>();
  private final Set<Kind> absent = EnumSet.noneOf(Kind.class);
  private volatile Consumer<ObjectKey> silent = key -> {};
  private volatile OptionalDouble lag = OptionalDouble.empty();
  private @Nullable SourceSink sink;
  private boolean synced;
  private boolean closed;
  private @Nullable Thread thread;

  /**
   * Makes a source; {@link #start} brings it to life.
   *
   * @param client stays the caller's, who closes it after the source
   */
  public KubernetesSource(KubernetesClient client, KubernetesOptions options) {
    this.options = options;
    this.name = client.getMasterUrl().toString();
    this.informers = new Informers(client, options.namespaces(), new Events());
    this.troubles = new TroubleLog(name);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Optional<String> problem() {
    return troubles.text();
  }

  @Override
  public OptionalDouble lagSeconds() {
    return lag;
  }

  @Override
  public Optional<Observed> observed(ObjectKey key) {
    return Optional.ofNullable(observed.get(key));
  }

  @Override
  public void onSilentGeneration(Consumer<ObjectKey> listener) {
    silent = listener;
  }

  @Override
  public void start(SourceSink to) {
    synchronized (lock) {
      if (closed || thread != null) {
        throw new IllegalStateException("A source starts once");
      }
      sink = to;
      thread = Thread.ofPlatform().name("ostia-kubernetes").daemon().start(this::run);
    }
  }

  private void run() {
    try {
      long lastDiscovery = System.nanoTime();
      boolean discover = true;
      while (true) {
        check(discover);
        synchronized (lock) {
          if (closed) {
            return;
          }
          lock.wait(options.check().toMillis());
        }
        discover = System.nanoTime() - lastDiscovery >= options.discovery().toNanos();
        if (discover) {
          lastDiscovery = System.nanoTime();
        }
      }
    } catch (InterruptedException e) {
      // The end.
    }
  }

  private void check(boolean discover) {
    try {
      var found = informers.check(discover);
      boolean serving;
      synchronized (lock) {
        if (closed) {
          return;
        }
        synced |= informers.isComplete();
        serving = synced;
        informers.absent().stream().filter(absent::add).forEach(catalog::removeAll);
        absent.retainAll(informers.absent());
        tell();
      }
      troubles.now(found, informers.isFollowing(), serving);
    } catch (RuntimeException e) {
      LOG.error("Following {} failed once; going on", name, e);
    }
  }

  /** Under the lock, so that one call of the sink follows the other and none follows the end. */
  private void tell() {
    SourceSink to = sink;
    if (synced && !closed && to != null) {
      catalog.drain(name).ifPresent(to::accept);
    }
  }

  /** What the informers tell. */
  private final class Events implements KindSink {

    @Override
    public void onObject(KindInformer informer, ObjectTree object) {
      Kind kind = informer.kind().kind();
      Observed now = Trimmer.observe(object);
      DecodedTree decoded = DecodedTree.of(kind, Trimmer.trim(kind, object));
      String namespace = object.getMetadata().getNamespace();
      ObjectKey key =
          new ObjectKey(kind, namespace == null ? "" : namespace, object.getMetadata().getName());
      synchronized (lock) {
        if (!informer.isClosed()) {
          boolean difference = catalog.put(key, decoded);
          if (kind.group().equals(ISTIO) && observe(key, now) && !difference) {
            silent.accept(key);
          }
          if (synced && difference) {
            lag = ChangeAge.seconds(object.getMetadata(), Instant.now());
          }
          tell();
        }
      }
    }

    /** Whether this is a new generation of an object that was there before. */
    private boolean observe(ObjectKey key, Observed now) {
      Observed before = observed.put(key, now);
      return before != null && before.generation() != now.generation();
    }

    @Override
    public void onGone(KindInformer informer, String namespace, String objectName) {
      synchronized (lock) {
        if (!informer.isClosed()) {
          ObjectKey key = new ObjectKey(informer.kind().kind(), namespace, objectName);
          observed.remove(key);
          catalog.remove(key);
          tell();
        }
      }
    }

    @Override
    public void onListed(KindInformer informer) {
      synchronized (lock) {
        // The thread looks whether this was the last one.
        lock.notifyAll();
      }
    }
  }

  @Override
  public void close() {
    Thread running;
    synchronized (lock) {
      closed = true;
      running = thread;
      lock.notifyAll();
    }
    if (running != null && !running.equals(Thread.currentThread())) {
      running.interrupt();
      try {
        running.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    informers.close();
  }
}
