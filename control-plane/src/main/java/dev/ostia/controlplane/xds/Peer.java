package dev.ostia.controlplane.xds;

import dev.ostia.controlplane.xds.identity.ClientIdentity;
import dev.ostia.controlplane.xds.identity.Proof;
import java.util.List;

/**
 * The other side of a connection.
 *
 * @param address for people to read
 * @param proof what says who it is
 * @param identities what that says
 */
record Peer(String address, Proof proof, List<ClientIdentity> identities) {

  @Override
  public String toString() {
    return address;
  }
}
