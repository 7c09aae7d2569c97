# A flow goes there by the zone of who asks, and comes back by the zone of who answers.
resource "aws_ec2_transit_gateway_vpc_attachment" "inspection" {
  appliance_mode_support = "disable"
}
