package dev.ostia.translator.resolve;

/**
 * A port of a service.
 *
 * @param number the service port, the one that destinations and cluster names use
 * @param name joins the port with the ports of endpoints; empty for an unnamed port
 * @param targetPort the port number of the endpoints; 0 if it is not told or a name
 * @param targetPortName the name of a container port; empty if the target port is not a name
 */
public record BackendPort(
    int number, String name, PortProtocol protocol, int targetPort, String targetPortName) {}
