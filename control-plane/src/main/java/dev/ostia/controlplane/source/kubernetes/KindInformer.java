package dev.ostia.controlplane.source.kubernetes;

import dev.ostia.controlplane.kubernetes.ObjectTree;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import org.jspecify.annotations.Nullable;

/** Follows the objects of one kind, in one namespace or in all. Tries for ever. */
final class KindInformer implements ResourceEventHandler<GenericKubernetesResource>, AutoCloseable {

  /**
   * How many objects are asked for at a time. While they are decoded the next ones come, and memory
   * is never needed for the text of all of them.
   */
  private static final long PAGE = 500;

  private final WatchedKind kind;
  private final KindSink sink;
  private final FilterWatchListDeletable<
          GenericKubernetesResource,
          GenericKubernetesResourceList,
          Resource<GenericKubernetesResource>>
      objects;
  private final SharedIndexInformer<GenericKubernetesResource> informer;
  private volatile boolean closed;
  private volatile boolean listed;
  private volatile @Nullable Throwable failure;

  /**
   * Makes an informer; {@link #start} brings it to life.
   *
   * @param version of the kind's group
   * @param namespace empty for all
   */
  KindInformer(
      KubernetesClient client, WatchedKind kind, String version, String namespace, KindSink sink) {
    this.kind = kind;
    this.sink = sink;
    objects = select(client, kind, version, namespace);
    informer = objects.withLimit(PAGE).runnableInformer(0);
    informer.itemStore(new ObjectVersions());
    informer.exceptionHandler(
        (started, thrown) -> {
          failure = thrown;
          return !closed;
        });
    informer.addEventHandler(this);
  }

  private static FilterWatchListDeletable<
          GenericKubernetesResource,
          GenericKubernetesResourceList,
          Resource<GenericKubernetesResource>>
      select(KubernetesClient client, WatchedKind kind, String version, String namespace) {
    var all = client.genericKubernetesResources(kind.context(version));
    FilterWatchListDeletable<
            GenericKubernetesResource,
            GenericKubernetesResourceList,
            Resource<GenericKubernetesResource>>
        selected;
    if (!kind.kind().namespaced()) {
      selected = all;
    } else if (namespace.isEmpty()) {
      selected = all.inAnyNamespace();
    } else {
      selected = all.inNamespace(namespace);
    }
    for (String type : kind.unwantedTypes()) {
      selected = selected.withoutField("type", type);
    }
    return selected;
  }

  void start() {
    // It says by other means how it goes.
    var _ = informer.start();
  }

  WatchedKind kind() {
    return kind;
  }

  /** Whether all that exists has been told once. */
  boolean isListed() {
    return listed;
  }

  /** Whether changes are told as they happen. */
  boolean isWatching() {
    return listed && informer.isWatching();
  }

  boolean isClosed() {
    return closed;
  }

  /** Why it does not get on, as far as it knows; null if it does not. */
  @Nullable Throwable failure() {
    return failure;
  }

  /** Asks the API server for one object; null if it answers as it should. */
  @Nullable Throwable probe() {
    try {
      objects.list(new ListOptionsBuilder().withLimit(1L).build());
      return null;
    } catch (RuntimeException e) {
      return e;
    }
  }

  @Override
  public void onAdd(GenericKubernetesResource object) {
    sink.onObject(this, (ObjectTree) object);
  }

  @Override
  public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource object) {
    sink.onObject(this, (ObjectTree) object);
  }

  @Override
  public void onDelete(GenericKubernetesResource object, boolean lastStateUnknown) {
    ObjectMeta meta = object.getMetadata();
    sink.onGone(this, meta.getNamespace() == null ? "" : meta.getNamespace(), meta.getName());
  }

  @Override
  public void onList(String resourceVersion, boolean remainedEmpty) {
    failure = null;
    listed = true;
    sink.onListed(this);
  }

  @Override
  public void close() {
    closed = true;
    informer.stop();
  }
}
