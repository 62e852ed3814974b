package dev.ostia.controlplane.source.kubernetes;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;

/** What an informer tells its events to, on its own threads and in their order. */
interface KindSink {

  /** An object is new or has changed. */
  void onObject(KindInformer informer, GenericKubernetesResource object);

  /** An object is gone. */
  void onGone(KindInformer informer, String namespace, String name);

  /** All objects that exist have been told. */
  void onListed(KindInformer informer);
}
