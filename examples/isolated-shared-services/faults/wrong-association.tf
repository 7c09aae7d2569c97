# Prod's packets are routed by the table of the shared services, which knows dev.
resource "aws_ec2_transit_gateway_route_table_association" "isolated" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.shared.id
}
