# A VPC with a host in each of its zones, attached to a transit gateway in a small subnet of its
# own in each zone, as the transit gateway's guide advises.

terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

variable "name" {
  type = string
}

variable "cidr" {
  description = "A range of at least 64 addresses: an eighth of it for the hosts of a zone"
  type        = string
}

variable "zones" {
  description = "The last letters of its Availability Zones"
  type        = list(string)
  default     = ["a", "b"]
}

variable "region" {
  type = string
}

variable "ami" {
  type = string
}

variable "transit_gateway_id" {
  type = string
}

variable "routes" {
  description = "What the transit gateway is asked for"
  type        = list(string)
  default     = ["0.0.0.0/0"]
}

variable "takes" {
  description = "What the hosts let in: a range, by protocol and port"
  type        = map(string)
  default     = { "tcp/443" = "10.0.0.0/8" }
}

variable "public" {
  description = "Whether the hosts have public addresses"
  type        = bool
  default     = false
}

resource "aws_vpc" "this" {
  cidr_block = var.cidr
  tags       = { Name = var.name }
}

resource "aws_subnet" "hosts" {
  for_each          = { for number, zone in var.zones : zone => number }
  vpc_id            = aws_vpc.this.id
  cidr_block        = cidrsubnet(var.cidr, 3, each.value)
  availability_zone = "${var.region}${each.key}"
  tags              = { Name = "${var.name}-${each.key}" }
}

resource "aws_subnet" "attached" {
  for_each          = { for number, zone in var.zones : zone => number }
  vpc_id            = aws_vpc.this.id
  cidr_block        = cidrsubnet(cidrsubnet(var.cidr, 1, 1), 27 - split("/", var.cidr)[1], each.value)
  availability_zone = "${var.region}${each.key}"
  tags              = { Name = "${var.name}-${each.key}-transit" }
}

resource "aws_ec2_transit_gateway_vpc_attachment" "this" {
  transit_gateway_id                              = var.transit_gateway_id
  vpc_id                                          = aws_vpc.this.id
  subnet_ids                                      = [for each in aws_subnet.attached : each.id]
  transit_gateway_default_route_table_association = false
  transit_gateway_default_route_table_propagation = false
  tags                                            = { Name = var.name }
}

resource "aws_route_table" "hosts" {
  vpc_id = aws_vpc.this.id
  tags   = { Name = var.name }
}

resource "aws_route" "hub" {
  for_each               = toset(var.routes)
  route_table_id         = aws_route_table.hosts.id
  destination_cidr_block = each.value
  transit_gateway_id     = aws_ec2_transit_gateway_vpc_attachment.this.transit_gateway_id
}

resource "aws_route_table_association" "hosts" {
  for_each       = aws_subnet.hosts
  subnet_id      = each.value.id
  route_table_id = aws_route_table.hosts.id
}

resource "aws_security_group" "hosts" {
  name        = var.name
  description = "What the hosts of ${var.name} take"
  vpc_id      = aws_vpc.this.id
  tags        = { Name = var.name }
}

resource "aws_vpc_security_group_ingress_rule" "hosts" {
  for_each          = var.takes
  security_group_id = aws_security_group.hosts.id
  cidr_ipv4         = each.value
  ip_protocol       = split("/", each.key)[0]
  from_port         = split("/", each.key)[1]
  to_port           = split("/", each.key)[1]
}

resource "aws_vpc_security_group_egress_rule" "hosts" {
  security_group_id = aws_security_group.hosts.id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "-1"
}

resource "aws_instance" "host" {
  for_each                    = aws_subnet.hosts
  ami                         = var.ami
  instance_type               = "t3.micro"
  subnet_id                   = each.value.id
  vpc_security_group_ids      = [aws_security_group.hosts.id]
  associate_public_ip_address = var.public
  tags                        = { Name = "${var.name}-${each.key}" }
}

output "vpc_id" {
  value = aws_vpc.this.id
}

output "route_table_id" {
  value = aws_route_table.hosts.id
}

output "attachment_id" {
  value = aws_ec2_transit_gateway_vpc_attachment.this.id
}

output "instance_ids" {
  description = "The hosts, by zone"
  value       = { for zone, host in aws_instance.host : zone => host.id }
}
