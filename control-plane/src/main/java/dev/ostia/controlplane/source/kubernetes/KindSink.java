package dev.ostia.controlplane.source.kubernetes;

import dev.ostia.controlplane.kubernetes.ObjectTree;

/** What an informer tells its events to, on its own threads and in their order. */
interface KindSink {

  /** An object is new or has changed. */
  void onObject(KindInformer informer, ObjectTree object);

  /** An object is gone. */
  void onGone(KindInformer informer, String namespace, String name);

  /** All objects that exist have been told. */
  void onListed(KindInformer informer);
}
