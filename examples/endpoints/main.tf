# The three ways to a service without the internet:
#
#     app 10.1.0.0/16                            partner 10.1.0.0/16
#       gateway endpoint ──── S3
#       interface endpoint ── SQS, under its public name
#       interface endpoint ── endpoint service ── network load balancer ── server
#
# Both VPCs have the same addresses: an endpoint service does not mind, and leads one way only.
# The whole matrix is in matrix.txt; the endpoints themselves are no instances, so ask for them:
# ./culvert why i-… vpce-… and ./culvert resolve i-… sqs.us-east-1.amazonaws.com

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
    ec2   = var.endpoint
    elbv2 = var.endpoint
    sts   = var.endpoint
  }
}

module "app" {
  source  = "./site"
  name    = "app"
  address = "10.1.1.10"
}

module "partner" {
  source  = "./site"
  name    = "partner"
  address = "10.1.1.20"
}

resource "aws_vpc_endpoint" "s3" {
  vpc_id            = module.app.vpc_id
  vpc_endpoint_type = "Gateway"
  service_name      = "com.amazonaws.us-east-1.s3"
  route_table_ids   = [module.app.route_table_id]
  tags              = { Name = "s3" }
}

resource "aws_vpc_endpoint" "sqs" {
  vpc_id              = module.app.vpc_id
  vpc_endpoint_type   = "Interface"
  service_name        = "com.amazonaws.us-east-1.sqs"
  subnet_ids          = [module.app.subnet_id]
  security_group_ids  = [module.app.security_group_id]
  private_dns_enabled = true
  tags                = { Name = "sqs" }
}

# ── a service of one's own ────────────────────────────────────────────────────────────────────

resource "aws_lb" "partner" {
  name               = "partner"
  internal           = true
  load_balancer_type = "network"
  subnets            = [module.partner.subnet_id]
}

resource "aws_lb_target_group" "partner" {
  name     = "partner"
  port     = 443
  protocol = "TCP"
  vpc_id   = module.partner.vpc_id
}

resource "aws_lb_target_group_attachment" "partner" {
  target_group_arn = aws_lb_target_group.partner.arn
  target_id        = module.partner.instance_id
}

resource "aws_lb_listener" "partner" {
  load_balancer_arn = aws_lb.partner.arn
  port              = 443
  protocol          = "TCP"
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.partner.arn
  }
}

resource "aws_vpc_endpoint_service" "partner" {
  acceptance_required        = false
  network_load_balancer_arns = [aws_lb.partner.arn]
  tags                       = { Name = "partner" }
}

resource "aws_vpc_endpoint" "partner" {
  vpc_id             = module.app.vpc_id
  vpc_endpoint_type  = "Interface"
  service_name       = aws_vpc_endpoint_service.partner.service_name
  subnet_ids         = [module.app.subnet_id]
  security_group_ids = [module.app.security_group_id]
  tags               = { Name = "partner" }
}

output "instances" {
  value = {
    app     = module.app.instance_id
    partner = module.partner.instance_id
  }
}

output "endpoints" {
  value = {
    s3      = aws_vpc_endpoint.s3.id
    sqs     = aws_vpc_endpoint.sqs.id
    partner = aws_vpc_endpoint.partner.id
  }
}
