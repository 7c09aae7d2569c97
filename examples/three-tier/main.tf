# One VPC of three tiers in two zones:
#
#        internet
#           │
#     internet gateway
#           │
#   public   10.0.0.0/24   10.0.1.0/24    web-a, web-b, the NAT gateway
#           │ 8080
#   app      10.0.10.0/24  10.0.11.0/24   app-a, app-b; out through the NAT gateway
#           │ 5432
#   data     10.0.20.0/24  10.0.21.0/24   data-a, data-b; no way out
#
# Security groups refer to each other: internet → web → app → data. The data subnets have a
# network ACL of their own, which lets in PostgreSQL from the app subnets only, and answers out to
# ephemeral ports. The whole matrix is in matrix.txt.

terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0"
    }
  }
}

variable "endpoint" {
  description = "Where Culvert listens"
  type        = string
  default     = "http://127.0.0.1:4566"
}

provider "aws" {
  region     = "us-east-1"
  access_key = "111111111111"
  secret_key = "any"
  endpoints {
    ec2 = var.endpoint
    sts = var.endpoint
  }
  default_tags {
    tags = { Project = "three-tier" }
  }
}

locals {
  zones = { for i, suffix in ["a", "b"] : suffix => {
    name   = data.aws_availability_zones.all.names[i]
    public = "10.0.${i}.0/24"
    app    = "10.0.${10 + i}.0/24"
    data   = "10.0.${20 + i}.0/24"
  } }
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

resource "aws_vpc" "main" {
  cidr_block           = "10.0.0.0/16"
  enable_dns_hostnames = true
  tags                 = { Name = "shop" }
}

resource "aws_internet_gateway" "main" {
  vpc_id = aws_vpc.main.id
  tags   = { Name = "shop" }
}

# ── public ────────────────────────────────────────────────────────────────────────────────────

resource "aws_subnet" "public" {
  for_each                = local.zones
  vpc_id                  = aws_vpc.main.id
  cidr_block              = each.value.public
  availability_zone       = each.value.name
  map_public_ip_on_launch = true
  tags                    = { Name = "public-${each.key}" }
}

resource "aws_route_table" "public" {
  vpc_id = aws_vpc.main.id
  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.main.id
  }
  tags = { Name = "public" }
}

resource "aws_route_table_association" "public" {
  for_each       = aws_subnet.public
  subnet_id      = each.value.id
  route_table_id = aws_route_table.public.id
}

resource "aws_eip" "nat" {
  domain     = "vpc"
  depends_on = [aws_internet_gateway.main]
  tags       = { Name = "nat" }
}

resource "aws_nat_gateway" "main" {
  allocation_id = aws_eip.nat.id
  subnet_id     = aws_subnet.public["a"].id
  tags          = { Name = "shop" }
  depends_on    = [aws_internet_gateway.main]
}

resource "aws_security_group" "web" {
  name        = "web"
  description = "HTTPS from everywhere"
  vpc_id      = aws_vpc.main.id
  ingress {
    description      = "HTTPS"
    from_port        = 443
    to_port          = 443
    protocol         = "tcp"
    cidr_blocks      = ["0.0.0.0/0"]
    ipv6_cidr_blocks = ["::/0"]
  }
  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_key_pair" "admin" {
  key_name   = "admin"
  public_key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl admin@example.org"
}

resource "aws_instance" "web" {
  for_each                = local.zones
  ami                     = data.aws_ami.linux.id
  instance_type           = "t3.small"
  subnet_id               = aws_subnet.public[each.key].id
  vpc_security_group_ids  = [aws_security_group.web.id]
  key_name                = aws_key_pair.admin.key_name
  disable_api_termination = false
  user_data               = <<-EOT
    #!/bin/sh
    echo web > /etc/motd
  EOT
  metadata_options {
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
  }
  credit_specification {
    cpu_credits = "standard"
  }
  root_block_device {
    volume_size = 20
    volume_type = "gp3"
    encrypted   = true
    tags        = { Name = "web-${each.key}" }
  }
  tags = { Name = "web-${each.key}" }
}

# ── app ───────────────────────────────────────────────────────────────────────────────────────

resource "aws_subnet" "app" {
  for_each          = local.zones
  vpc_id            = aws_vpc.main.id
  cidr_block        = each.value.app
  availability_zone = each.value.name
  tags              = { Name = "app-${each.key}" }
}

resource "aws_route_table" "app" {
  vpc_id = aws_vpc.main.id
  tags   = { Name = "app" }
}

resource "aws_route" "app_out" {
  route_table_id         = aws_route_table.app.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.main.id
}

resource "aws_route_table_association" "app" {
  for_each       = aws_subnet.app
  subnet_id      = each.value.id
  route_table_id = aws_route_table.app.id
}

resource "aws_security_group" "app" {
  name        = "app"
  description = "The application"
  vpc_id      = aws_vpc.main.id
}

resource "aws_vpc_security_group_ingress_rule" "app_from_web" {
  security_group_id            = aws_security_group.app.id
  referenced_security_group_id = aws_security_group.web.id
  ip_protocol                  = "tcp"
  from_port                    = 8080
  to_port                      = 8080
  tags                         = { Name = "app-from-web" }
}

resource "aws_vpc_security_group_egress_rule" "app_out" {
  security_group_id = aws_security_group.app.id
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "-1"
}

resource "aws_instance" "app" {
  for_each               = local.zones
  ami                    = data.aws_ami.linux.id
  instance_type          = "m5.large"
  subnet_id              = aws_subnet.app[each.key].id
  iam_instance_profile   = "app"
  monitoring             = true
  vpc_security_group_ids = [aws_security_group.app.id]
  tags                   = { Name = "app-${each.key}" }
}

# ── data ──────────────────────────────────────────────────────────────────────────────────────

resource "aws_subnet" "data" {
  for_each          = local.zones
  vpc_id            = aws_vpc.main.id
  cidr_block        = each.value.data
  availability_zone = each.value.name
  tags              = { Name = "data-${each.key}" }
}

resource "aws_route_table" "data" {
  vpc_id = aws_vpc.main.id
  tags   = { Name = "data" }
}

resource "aws_route_table_association" "data" {
  for_each       = aws_subnet.data
  subnet_id      = each.value.id
  route_table_id = aws_route_table.data.id
}

resource "aws_network_acl" "data" {
  vpc_id     = aws_vpc.main.id
  subnet_ids = [for subnet in aws_subnet.data : subnet.id]
  tags       = { Name = "data" }
}

resource "aws_network_acl_rule" "data_in" {
  for_each       = { for i, zone in values(local.zones) : 100 + i => zone.app }
  network_acl_id = aws_network_acl.data.id
  rule_number    = each.key
  protocol       = "tcp"
  rule_action    = "allow"
  cidr_block     = each.value
  from_port      = 5432
  to_port        = 5432
}

resource "aws_network_acl_rule" "data_out" {
  for_each       = { for i, zone in values(local.zones) : 100 + i => zone.app }
  network_acl_id = aws_network_acl.data.id
  egress         = true
  rule_number    = each.key
  protocol       = "tcp"
  rule_action    = "allow"
  cidr_block     = each.value
  from_port      = 1024
  to_port        = 65535
}

resource "aws_security_group" "data" {
  name        = "data"
  description = "PostgreSQL"
  vpc_id      = aws_vpc.main.id
}

resource "aws_vpc_security_group_ingress_rule" "data_from_app" {
  security_group_id            = aws_security_group.data.id
  referenced_security_group_id = aws_security_group.app.id
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
}

resource "aws_network_interface" "data" {
  for_each        = aws_subnet.data
  subnet_id       = each.value.id
  private_ips     = [cidrhost(each.value.cidr_block, 10)]
  security_groups = [aws_security_group.data.id]
  tags            = { Name = "data-${each.key}" }
}

resource "aws_instance" "data" {
  for_each      = local.zones
  ami           = data.aws_ami.linux.id
  instance_type = "r6i.large"
  network_interface {
    network_interface_id = aws_network_interface.data[each.key].id
    device_index         = 0
  }
  tags = { Name = "data-${each.key}" }
}

output "instances" {
  value = merge(
    { for key, instance in aws_instance.web : "web-${key}" => instance.id },
    { for key, instance in aws_instance.app : "app-${key}" => instance.id },
    { for key, instance in aws_instance.data : "data-${key}" => instance.id },
  )
}

output "web_names" {
  value = { for key, instance in aws_instance.web : key => instance.public_dns }
}
