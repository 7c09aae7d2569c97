# AWS's inspection VPC: what goes from VPC to VPC passes a firewall that keeps state, one in each zone.
#
#     app 10.1.0.0/16                              data 10.2.0.0/16
#     app-a, app-b ─┐ S3 endpoint     S3 endpoint ┌─ data-a, data-b
#                   └──── table "spokes" ─────────┘
#                    everything to the inspection VPC
#                                │  appliance mode: a flow and its replies by one zone
#                    inspection 10.9.0.0/16
#             transit subnet a │ b: to the firewall of the zone
#            firewall subnet a │ b: back to the transit gateway
#                                │
#                   table "inspected": knows app and data
#
# What is expected of it is in firewall.culvert.yaml; `./culvert test examples/firewall` proves it.
# Each file in faults/ breaks it as people do: `--override examples/firewall/faults/NAME.tf`.

terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0"
    }
  }
}

provider "aws" {
  region = "us-east-1"
}

locals {
  spokes = { app = "10.1.0.0/16", data = "10.2.0.0/16" }
  ports  = { app = 443, data = 5432 }
  zones  = { a = 0, b = 1 }
  hosts = merge([
    for spoke, cidr in local.spokes : {
      for zone, i in local.zones : "${spoke}-${zone}" => { spoke = spoke, cidr = cidr, zone = i }
    }
  ]...)
}

data "aws_availability_zones" "all" {
  state = "available"
}

data "aws_ami" "linux" {
  most_recent = true
  owners      = ["amazon"]
  filter {
    name   = "name"
    values = ["al2023-ami-2023.*-kernel-6.1-x86_64"]
  }
}

# ── the transit gateway ───────────────────────────────────────────────────────────────────────

resource "aws_ec2_transit_gateway" "hub" {
  description                     = "All between VPCs is inspected"
  default_route_table_association = "disable"
  default_route_table_propagation = "disable"
  tags                            = { Name = "hub" }
}

resource "aws_ec2_transit_gateway_route_table" "spokes" {
  transit_gateway_id = aws_ec2_transit_gateway.hub.id
  tags               = { Name = "spokes" }
}

resource "aws_ec2_transit_gateway_route_table" "inspected" {
  transit_gateway_id = aws_ec2_transit_gateway.hub.id
  tags               = { Name = "inspected" }
}

resource "aws_ec2_transit_gateway_route_table_association" "spokes" {
  for_each                       = local.spokes
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.spokes[each.key].id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.spokes.id
}

resource "aws_ec2_transit_gateway_route" "to_inspection" {
  destination_cidr_block         = "0.0.0.0/0"
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.inspection.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.spokes.id
}

resource "aws_ec2_transit_gateway_route_table_association" "inspection" {
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.inspection.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.inspected.id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "inspected" {
  for_each                       = local.spokes
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.spokes[each.key].id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.inspected.id
}

# ── the spokes ────────────────────────────────────────────────────────────────────────────────

resource "aws_vpc" "spokes" {
  for_each   = local.spokes
  cidr_block = each.value
  tags       = { Name = each.key }
}

resource "aws_subnet" "hosts" {
  for_each          = local.hosts
  vpc_id            = aws_vpc.spokes[each.value.spoke].id
  cidr_block        = cidrsubnet(each.value.cidr, 8, each.value.zone)
  availability_zone = data.aws_availability_zones.all.names[each.value.zone]
  tags              = { Name = each.key }
}

resource "aws_ec2_transit_gateway_vpc_attachment" "spokes" {
  for_each                                        = local.spokes
  transit_gateway_id                              = aws_ec2_transit_gateway.hub.id
  vpc_id                                          = aws_vpc.spokes[each.key].id
  subnet_ids                                      = [for zone in keys(local.zones) : aws_subnet.hosts["${each.key}-${zone}"].id]
  transit_gateway_default_route_table_association = false
  transit_gateway_default_route_table_propagation = false
  tags                                            = { Name = each.key }
}

resource "aws_route_table" "spokes" {
  for_each = local.spokes
  vpc_id   = aws_vpc.spokes[each.key].id
  tags     = { Name = each.key }
}

resource "aws_route_table_association" "hosts" {
  for_each       = local.hosts
  subnet_id      = aws_subnet.hosts[each.key].id
  route_table_id = aws_route_table.spokes[each.value.spoke].id
}

resource "aws_route" "to_hub" {
  for_each               = local.spokes
  route_table_id         = aws_route_table.spokes[each.key].id
  destination_cidr_block = "10.0.0.0/8"
  transit_gateway_id     = aws_ec2_transit_gateway_vpc_attachment.spokes[each.key].transit_gateway_id
}

resource "aws_vpc_endpoint" "s3" {
  for_each        = local.spokes
  vpc_id          = aws_vpc.spokes[each.key].id
  service_name    = "com.amazonaws.us-east-1.s3"
  route_table_ids = [aws_route_table.spokes[each.key].id]
  tags            = { Name = "s3-${each.key}" }
}

resource "aws_security_group" "spokes" {
  for_each    = local.spokes
  name        = each.key
  description = "What ${each.key} is for"
  vpc_id      = aws_vpc.spokes[each.key].id
  tags        = { Name = "sg-${each.key}" }
}

resource "aws_vpc_security_group_ingress_rule" "spokes" {
  for_each          = local.ports
  security_group_id = aws_security_group.spokes[each.key].id
  cidr_ipv4         = "10.1.0.0/16"
  ip_protocol       = "tcp"
  from_port         = each.value
  to_port           = each.value
}

resource "aws_vpc_security_group_egress_rule" "spokes" {
  for_each          = local.spokes
  security_group_id = aws_security_group.spokes[each.key].id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "-1"
}

resource "aws_instance" "hosts" {
  for_each               = local.hosts
  ami                    = data.aws_ami.linux.id
  instance_type          = "t3.micro"
  subnet_id              = aws_subnet.hosts[each.key].id
  vpc_security_group_ids = [aws_security_group.spokes[each.value.spoke].id]
  tags                   = { Name = each.key }
}

# ── the inspection VPC ────────────────────────────────────────────────────────────────────────

resource "aws_vpc" "inspection" {
  cidr_block = "10.9.0.0/16"
  tags       = { Name = "inspection" }
}

resource "aws_subnet" "transit" {
  for_each          = local.zones
  vpc_id            = aws_vpc.inspection.id
  cidr_block        = cidrsubnet("10.9.0.0/16", 8, each.value)
  availability_zone = data.aws_availability_zones.all.names[each.value]
  tags              = { Name = "transit-${each.key}" }
}

resource "aws_subnet" "firewall" {
  for_each          = local.zones
  vpc_id            = aws_vpc.inspection.id
  cidr_block        = cidrsubnet("10.9.0.0/16", 8, 10 + each.value)
  availability_zone = data.aws_availability_zones.all.names[each.value]
  tags              = { Name = "firewalls-${each.key}" }
}

resource "aws_ec2_transit_gateway_vpc_attachment" "inspection" {
  transit_gateway_id                              = aws_ec2_transit_gateway.hub.id
  vpc_id                                          = aws_vpc.inspection.id
  subnet_ids                                      = [for subnet in aws_subnet.transit : subnet.id]
  appliance_mode_support                          = "enable"
  transit_gateway_default_route_table_association = false
  transit_gateway_default_route_table_propagation = false
  tags                                            = { Name = "inspection" }
}

resource "aws_security_group" "firewall" {
  name        = "firewall"
  description = "Whatever is to be inspected"
  vpc_id      = aws_vpc.inspection.id
  ingress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_instance" "firewall" {
  for_each               = local.zones
  ami                    = data.aws_ami.linux.id
  instance_type          = "c6i.large"
  subnet_id              = aws_subnet.firewall[each.key].id
  vpc_security_group_ids = [aws_security_group.firewall.id]
  source_dest_check      = false
  tags = {
    Name               = "firewall-${each.key}"
    "culvert:firewall" = "stateful"
  }
}

resource "aws_route_table" "transit" {
  for_each = local.zones
  vpc_id   = aws_vpc.inspection.id
  tags     = { Name = "transit-${each.key}" }
}

resource "aws_route" "to_firewall" {
  for_each               = local.zones
  route_table_id         = aws_route_table.transit[each.key].id
  destination_cidr_block = "0.0.0.0/0"
  network_interface_id   = aws_instance.firewall[each.key].primary_network_interface_id
}

resource "aws_route_table_association" "transit" {
  for_each       = local.zones
  subnet_id      = aws_subnet.transit[each.key].id
  route_table_id = aws_route_table.transit[each.key].id
}

resource "aws_route_table" "firewall" {
  vpc_id = aws_vpc.inspection.id
  tags   = { Name = "firewall" }
}

resource "aws_route" "from_firewall" {
  route_table_id         = aws_route_table.firewall.id
  destination_cidr_block = "10.0.0.0/8"
  transit_gateway_id     = aws_ec2_transit_gateway_vpc_attachment.inspection.transit_gateway_id
}

resource "aws_route_table_association" "firewall" {
  for_each       = local.zones
  subnet_id      = aws_subnet.firewall[each.key].id
  route_table_id = aws_route_table.firewall.id
}
