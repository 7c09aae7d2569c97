# One gateway endpoint for all, in the inspection VPC: gateway endpoints serve their own VPC only.
resource "aws_vpc_endpoint" "s3" {
  for_each        = { inspection = "10.9.0.0/16" }
  vpc_id          = aws_vpc.inspection.id
  route_table_ids = [aws_route_table.firewall.id]
}

resource "aws_route" "to_hub" {
  destination_cidr_block = "0.0.0.0/0"
}
