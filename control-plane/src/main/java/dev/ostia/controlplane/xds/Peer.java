package dev.ostia.controlplane.xds;

import dev.ostia.controlplane.xds.identity.ClientIdentity;
import java.util.List;

/**
 * The other side of a connection.
 *
 * @param address for people to read
 * @param identities what its client certificate says; empty without one
 */
record Peer(String address, List<ClientIdentity> identities) {

  @Override
  public String toString() {
    return address;
  }
}
