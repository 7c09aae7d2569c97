package culvert.app.report;

import culvert.network.cost.Meter;

/**
 * The services that a network's charges belong to, as FOCUS classifies them: each has one category,
 * which is Networking, and one subcategory of it.
 */
enum FocusService {
  VPC("Amazon Virtual Private Cloud", "Network Connectivity"),
  DIRECT_CONNECT("AWS Direct Connect", "Network Connectivity"),
  DATA_TRANSFER("AWS Data Transfer", "Network Connectivity"),
  GLOBAL_ACCELERATOR("AWS Global Accelerator", "Network Routing"),
  LOAD_BALANCING("Elastic Load Balancing", "Application Networking");

  static final String CATEGORY = "Networking";

  private final String label;
  private final String subcategory;

  FocusService(String label, String subcategory) {
    this.label = label;
    this.subcategory = subcategory;
  }

  String label() {
    return label;
  }

  String subcategory() {
    return subcategory;
  }

  static FocusService of(Meter meter) {
    return switch (meter) {
      case INTERFACE_ENDPOINT_HOUR,
          INTERFACE_ENDPOINT_GB,
          GATEWAY_LOAD_BALANCER_ENDPOINT_HOUR,
          GATEWAY_LOAD_BALANCER_ENDPOINT_GB,
          GATEWAY_ENDPOINT_HOUR,
          GATEWAY_ENDPOINT_GB,
          NAT_GATEWAY_HOUR,
          NAT_GATEWAY_GB,
          VPN_CONNECTION_HOUR,
          TRANSIT_GATEWAY_ATTACHMENT_HOUR,
          TRANSIT_GATEWAY_GB,
          TRANSIT_GATEWAY_MULTICAST_GB,
          VPC_PEERING_HOUR,
          INTERNET_GATEWAY_HOUR,
          VPN_GATEWAY_HOUR,
          CUSTOMER_GATEWAY_HOUR,
          PUBLIC_IPV4_IN_USE_HOUR,
          PUBLIC_IPV4_IDLE_HOUR ->
          VPC;
      case DIRECT_CONNECT_PORT_HOUR,
          DIRECT_CONNECT_HOSTED_HOUR,
          DIRECT_CONNECT_GATEWAY_HOUR,
          VIRTUAL_INTERFACE_HOUR,
          SITE_LINK_HOUR,
          SITE_LINK_GB,
          DIRECT_CONNECT_OUT_GB,
          DIRECT_CONNECT_PUBLIC_OUT_GB,
          DIRECT_CONNECT_IN_GB ->
          DIRECT_CONNECT;
      case CROSS_ZONE_GB,
          PEERING_CROSS_ZONE_GB,
          PEERING_SAME_ZONE_GB,
          INTER_REGION_OUT_GB,
          INTERNET_OUT_GB,
          INTERNET_IN_GB ->
          DATA_TRANSFER;
      case VPN_ACCELERATOR_HOUR, VPN_ACCELERATOR_PREMIUM_GB -> GLOBAL_ACCELERATOR;
      case NETWORK_LOAD_BALANCER_HOUR,
          GATEWAY_LOAD_BALANCER_HOUR,
          NETWORK_LOAD_BALANCER_LCU,
          GATEWAY_LOAD_BALANCER_LCU ->
          LOAD_BALANCING;
    };
  }
}
