# The table of the isolated VPCs no longer learns where the shared services are.
resource "aws_ec2_transit_gateway_route_table_propagation" "isolated" {
  count = 0
}
