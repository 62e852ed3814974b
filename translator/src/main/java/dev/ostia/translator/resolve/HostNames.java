package dev.ostia.translator.resolve;

import com.google.common.net.InetAddresses;

/** Names of services as users write them. */
public final class HostNames {

  private HostNames() {}

  /**
   * The full name that a host in an object of this namespace stands for. As in Istio only a name
   * without any dot is short; {@code x.ns} is taken as it is written.
   *
   * @param domainSuffix such as {@code cluster.local}
   */
  public static String qualify(String host, String namespace, String domainSuffix) {
    if (host.isEmpty()
        || host.equals("*")
        || host.indexOf('.') >= 0
        || InetAddresses.isInetAddress(host)) {
      return host;
    }
    return serviceHost(host, namespace, domainSuffix);
  }

  /** The full name of a Kubernetes Service. */
  public static String serviceHost(String name, String namespace, String domainSuffix) {
    return name + "." + namespace + ".svc." + domainSuffix;
  }
}
