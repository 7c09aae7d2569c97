# The inspection VPC: in each zone a firewall, which the transit gateway's subnet leads all to, and
# which hands all back to the transit gateway. Appliance mode keeps both directions of a flow in
# one zone, whatever zones its ends are in; a firewall drops what it has not seen begin.

terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

variable "cidr" {
  type = string
}

variable "region" {
  type = string
}

variable "zones" {
  type = list(string)
}

variable "ami" {
  type = string
}

variable "transit_gateway_id" {
  type = string
}

locals {
  zones = { for number, zone in var.zones : zone => number }
}

resource "aws_vpc" "this" {
  cidr_block = var.cidr
  tags       = { Name = "central-inspection" }
}

resource "aws_subnet" "firewall" {
  for_each          = local.zones
  vpc_id            = aws_vpc.this.id
  cidr_block        = cidrsubnet(var.cidr, 3, each.value)
  availability_zone = "${var.region}${each.key}"
  tags              = { Name = "firewall-${each.key}" }
}

resource "aws_subnet" "transit" {
  for_each          = local.zones
  vpc_id            = aws_vpc.this.id
  cidr_block        = cidrsubnet(var.cidr, 3, 4 + each.value)
  availability_zone = "${var.region}${each.key}"
  tags              = { Name = "inspection-${each.key}-transit" }
}

resource "aws_ec2_transit_gateway_vpc_attachment" "this" {
  transit_gateway_id                              = var.transit_gateway_id
  vpc_id                                          = aws_vpc.this.id
  subnet_ids                                      = [for each in aws_subnet.transit : each.id]
  appliance_mode_support                          = "enable"
  transit_gateway_default_route_table_association = false
  transit_gateway_default_route_table_propagation = false
  tags                                            = { Name = "inspection" }
}

resource "aws_security_group" "firewall" {
  name        = "firewall"
  description = "All that passes"
  vpc_id      = aws_vpc.this.id
  tags        = { Name = "firewall" }
}

resource "aws_vpc_security_group_ingress_rule" "firewall" {
  security_group_id = aws_security_group.firewall.id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "-1"
}

resource "aws_vpc_security_group_egress_rule" "firewall" {
  security_group_id = aws_security_group.firewall.id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "-1"
}

resource "aws_instance" "firewall" {
  for_each               = aws_subnet.firewall
  ami                    = var.ami
  instance_type          = "c6i.large"
  subnet_id              = each.value.id
  vpc_security_group_ids = [aws_security_group.firewall.id]
  source_dest_check      = false
  tags = {
    Name               = "firewall-${each.key}"
    "culvert:firewall" = "stateful"
  }
}

resource "aws_route_table" "firewall" {
  vpc_id = aws_vpc.this.id
  route {
    cidr_block         = "0.0.0.0/0"
    transit_gateway_id = aws_ec2_transit_gateway_vpc_attachment.this.transit_gateway_id
  }
  tags = { Name = "firewall" }
}

resource "aws_route_table_association" "firewall" {
  for_each       = aws_subnet.firewall
  subnet_id      = each.value.id
  route_table_id = aws_route_table.firewall.id
}

resource "aws_route_table" "transit" {
  for_each = aws_instance.firewall
  vpc_id   = aws_vpc.this.id
  route {
    cidr_block           = "0.0.0.0/0"
    network_interface_id = each.value.primary_network_interface_id
  }
  tags = { Name = "inspection-${each.key}-transit" }
}

resource "aws_route_table_association" "transit" {
  for_each       = aws_subnet.transit
  subnet_id      = each.value.id
  route_table_id = aws_route_table.transit[each.key].id
}

output "attachment_id" {
  value = aws_ec2_transit_gateway_vpc_attachment.this.id
}

output "firewall_ids" {
  value = { for zone, each in aws_instance.firewall : zone => each.id }
}
